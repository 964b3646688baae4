package wherry.protocol;

/** What moves a machine from one state to the next. */
sealed interface Trigger permits Verb, StepResult, Asked {
    /** As the drawing of the table shows it. */
    String label();
}
