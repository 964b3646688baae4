package wherry.protocol;

/** From which version of the protocol on something is said. */
final class ProtocolVersions {
    /** VALID or INVALID after the bytes of DATA. */
    static final int VALIDITY = 1;

    /** SUCCESS-PLUS and its like. */
    static final int PLUS = 2;

    static final int REMOVE_BEFORE = 3;
    static final int DATA_PRESENT = 4;
    static final int HIGHEST = 4;

    private ProtocolVersions() {}
}
