package wherry.protocol;

/** Where a client's side of a connection stands. */
enum ClientState {
    IDLE,
    AUTHENTICATING,
    NEGOTIATING,
    CHECKING,
    LOCKING,
    HOLDING,
    REMOVING,
    READING_CLOCK,
    EXPECTING_CONTENT,
    RECEIVING,
    EXPECTING_VALIDITY,
    STORING,
    EXPECTING_OFFSET,
    OPENING,
    SENDING,
    EXPECTING_VERDICT,
    RELAYING,
    DELIVERING,
    WATCHING,
    CLOSED
}
