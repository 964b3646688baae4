package wherry.launcher;

/** Why no node can be started; the message is one sentence for the user. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Something is wrong with the machine or the folders. */
    static final int FAILED = 1;

    /** Another node is there already. */
    static final int ALREADY_RUNS = 3;

    private final int exitCode;

    StartException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
