package wherry.protocol;

/**
 * A client begins an operation by sending a line; the bare {@link Verb} is a line that comes from the peer.
 *
 * @param verb sent
 */
record Asked(Verb verb) implements Trigger {
    @Override
    public String label() {
        return "send " + verb.word();
    }
}
