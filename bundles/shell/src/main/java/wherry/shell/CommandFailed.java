package wherry.shell;

/** A command ended with another exit code than 0, after it has told the user why. */
final class CommandFailed extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailed(String name, int exitCode) {
        super(name + " failed with exit code " + exitCode);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
