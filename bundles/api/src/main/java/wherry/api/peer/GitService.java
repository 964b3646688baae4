package wherry.api.peer;

/** A service of git that CONNECT can ask for. */
public enum GitService {
    /** Serves {@code git fetch}. */
    UPLOAD_PACK("git-upload-pack"),
    /** Serves {@code git push}. */
    RECEIVE_PACK("git-receive-pack");

    private final String command;

    GitService(String command) {
        this.command = command;
    }

    /**
     * The name in the protocol.
     *
     * @return {@code git-upload-pack} or {@code git-receive-pack}
     */
    public String command() {
        return command;
    }
}
