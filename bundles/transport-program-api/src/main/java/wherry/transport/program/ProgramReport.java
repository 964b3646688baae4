package wherry.transport.program;

/**
 * What a line of a program means.
 *
 * @param kind what the supervisor makes of it
 * @param sentence why, for the user, in plain words and with what to do; empty unless something is wrong
 */
public record ProgramReport(Kind kind, String sentence) {
    /** What the supervisor makes of a line. */
    public enum Kind {
        /** Goes on. */
        NOTHING,
        /** Lets those go on who wait for it, and forgets what was wrong. */
        READY,
        /** Tells the user, and remembers it as the reason should the program end. */
        TROUBLE,
        /** Ends the program, since it cannot do its work any more, and starts it anew after a pause. */
        BROKEN
    }

    /**
     * Nothing that matters.
     *
     * @return the same for all such lines
     */
    public static ProgramReport nothing() {
        return new ProgramReport(Kind.NOTHING, "");
    }

    /**
     * The program does its work from now on.
     *
     * @return without a sentence
     */
    public static ProgramReport ready() {
        return new ProgramReport(Kind.READY, "");
    }

    /**
     * Something is wrong, and the program goes on or will end by itself.
     *
     * @param sentence why, for the user
     * @return with that sentence
     */
    public static ProgramReport trouble(String sentence) {
        return new ProgramReport(Kind.TROUBLE, sentence);
    }

    /**
     * The program runs, but is of no use any more.
     *
     * @param sentence why, for the user
     * @return with that sentence
     */
    public static ProgramReport broken(String sentence) {
        return new ProgramReport(Kind.BROKEN, sentence);
    }
}
