package wherry.protocol;

/** Where a server's side of a connection stands. */
enum ServerState {
    EXPECTING_AUTH,
    AUTHENTICATING,
    READY,
    /** As READY, but the real client answers a refused PUT with an ERROR, which must not end the connection. */
    PUT_REFUSED,
    CHECKING,
    LOCKING,
    LOCKED,
    REMOVING,
    READING_CLOCK,
    OPENING,
    SENDING,
    EXPECTING_VERDICT,
    PREPARING,
    EXPECTING_DATA,
    LOOKING,
    RECEIVING,
    EXPECTING_VALIDITY,
    STORING,
    STARTING,
    RELAYING,
    FEEDING,
    WATCHING,
    CLOSED
}
