package wherry.protocol;

/** What a client is about. The state has moved before each of these is called. */
interface Operation {
    /** No operation. */
    Operation NONE = new Operation() {
        @Override
        public void take(Message message) {
            throw new IllegalStateException("no line is expected without an operation");
        }

        @Override
        public void fail(String reason) {
            // nobody waits
        }
    };

    /** A line that the state expected. */
    void take(Message message);

    /** It is over: the connection is closed after this. */
    void fail(String reason);
}
