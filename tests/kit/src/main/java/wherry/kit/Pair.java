package wherry.kit;

import java.util.Arrays;
import java.util.function.Consumer;

/** A client's end and a server's end joined by a link that can be cut after any byte. */
public final class Pair {
    private final ClientEnd client;
    private final ServerEnd server;
    private long budget;
    private long carried;
    private boolean cut;

    /**
     * A link that holds.
     *
     * @param client owned by the caller
     * @param server owned by the caller
     */
    public Pair(ClientEnd client, ServerEnd server) {
        this(client, server, Long.MAX_VALUE);
    }

    /**
     * A link that breaks.
     *
     * @param client owned by the caller
     * @param server owned by the caller
     * @param budget bytes that are carried, of both directions together, until the link breaks
     */
    public Pair(ClientEnd client, ServerEnd server, long budget) {
        this.client = client;
        this.server = server;
        this.budget = budget;
    }

    /** Carries bytes both ways until neither end has more to say. */
    public void exchange() {
        boolean carried = true;
        while (carried) {
            byte[] asked = client.written();
            carried = asked.length > 0;
            carry(asked, server::feed);
            byte[] answered = server.written();
            carried |= answered.length > 0;
            carry(answered, client::feed);
        }
        if (!cut && (server.isClosed() || client.closed().isPresent())) {
            cutNow();
        }
    }

    /**
     * Whether the link has broken or an end has closed it.
     *
     * @return true then
     */
    public boolean isCut() {
        return cut;
    }

    /**
     * How much went over the link.
     *
     * @return bytes of both directions together
     */
    public long carried() {
        return carried;
    }

    private void carry(byte[] bytes, Consumer<byte[]> to) {
        if (cut) {
            return;
        }
        int part = (int) Math.min(bytes.length, budget);
        budget -= part;
        carried += part;
        to.accept(Arrays.copyOf(bytes, part));
        if (part < bytes.length) {
            cutNow();
        }
    }

    private void cutNow() {
        cut = true;
        client.end();
        server.end();
    }
}
