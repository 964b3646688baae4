package wherry.daemon.limit;

/** What peers hold of the node. */
public enum Resource {
    /** Open links of authenticated peers. */
    LINKS("links", "open links"),

    /** Git services behind CONNECT, until their processes have ended. */
    SERVICES("services", "running git services"),

    /** PUTs that have begun and not ended. */
    UPLOADS("uploads", "unfinished uploads"),

    /** Bytes of disk that unfinished PUTs keep free for themselves. */
    RESERVED("reserve", "bytes reserved by unfinished uploads"),

    /** Content locks, those of broken connections included until their retention is over. */
    LOCKS("locks", "content locks"),

    /** Bytes of memory for content that waits to be written to peers. */
    QUEUED("queue", "bytes queued");

    private final String setting;
    private final String words;

    Resource(String setting, String words) {
        this.setting = setting;
        this.words = words;
    }

    /**
     * The last word of the names of its settings, as in {@code peer.links}.
     *
     * @return one word
     */
    public String setting() {
        return setting;
    }

    /**
     * For messages.
     *
     * @return plural
     */
    public String words() {
        return words;
    }
}
