package wherry.control;

/** Exit codes, as git and git-annex understand them. */
final class ExitCode {
    static final int SUCCESS = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;

    /** Ended by the user's Ctrl-C. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
