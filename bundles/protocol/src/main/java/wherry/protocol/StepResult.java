package wherry.protocol;

/** What moves a machine besides the lines that its state expects. */
enum StepResult implements Trigger {
    /** A line that the state does not expect, malformed ones included. */
    OTHER("any other line"),
    /** The peer has ended its stream, or broken the rules of framing. */
    END("end of stream"),
    ADMITTED("admitted"),
    REFUSED("refused"),
    DONE("done"),
    HELD("locked"),
    OPENED("content opened"),
    ABSENT("content absent"),
    PRESENT("content present"),
    PREPARED("ready for content"),
    MOVED("content moved"),
    BROKEN("content cut short"),
    /** Version 0: no VALID or INVALID follows. */
    UNVOUCHED("content moved, version 0"),
    STARTED("service runs"),
    OUTPUT("service output"),
    INPUT("service input"),
    EXITED("service ended"),
    NEWS("refs changed");

    private final String label;

    StepResult(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
