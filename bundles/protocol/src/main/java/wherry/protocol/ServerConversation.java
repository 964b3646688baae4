package wherry.protocol;

/** What a server says and does while its machine is in certain states. The state has moved before each of these is called. */
interface ServerConversation {
    /** A line that the state expected. */
    void take(Message message);

    /**
     * A line that the state did not expect.
     *
     * @param understood whether it was a line of the protocol at all
     */
    void refuse(boolean understood);

    /** The peer is gone; the link is closed after this. Nothing is left to do unless something is held. */
    default void end() {}
}
