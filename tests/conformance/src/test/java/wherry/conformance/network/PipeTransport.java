package wherry.conformance.network;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;
import wherry.transport.api.Publication;
import wherry.transport.api.Site;
import wherry.transport.api.Transport;
import wherry.transport.api.TransportException;

/**
 * A network inside a node: whoever dials an address is handed in to whoever has published it. Its links are pairs of pipes, and no
 * sockets. {@link PipeBundle} makes a bundle of it.
 */
public final class PipeTransport implements Transport {
    private final Map<String, InboundLinks> published = new ConcurrentHashMap<>();
    private volatile String netname = "";

    /** Called by Declarative Services with the properties of the component. */
    public void activate(Map<String, Object> properties) {
        netname = properties.get("netname").toString();
    }

    @Override
    public String netname() {
        return netname;
    }

    @Override
    public List<String> addresses(Site site) {
        return List.of(site.name());
    }

    @Override
    public List<SocketAddress> bindings(Site site, String address) {
        return List.of();
    }

    @Override
    public Publication publish(Site site, String address, InboundLinks inbound) {
        published.put(address, inbound);
        return () -> published.remove(address, inbound);
    }

    @Override
    public Duplex dial(String address, Duration timeout) throws TransportException {
        InboundLinks inbound = published.get(address);
        if (inbound == null) {
            throw new TransportException("nobody is at " + address);
        }
        try {
            Pipe there = Pipe.open();
            Pipe back = Pipe.open();
            inbound.accept(new Pipes(new Ways(there.source(), back.sink()), "a pipe"));
            return new Pipes(new Ways(back.source(), there.sink()), address);
        } catch (IOException e) {
            throw new TransportException("no pipes", e);
        }
    }

    private record Pipes(Ways channel, String remote) implements Duplex {
        @Override
        public void shutdownOutput() throws IOException {
            channel.out().close();
        }

        @Override
        public void close() {
            channel.close();
        }
    }

    private record Ways(Pipe.SourceChannel in, Pipe.SinkChannel out) implements ByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return in.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return out.write(source);
        }

        @Override
        public boolean isOpen() {
            return in.isOpen();
        }

        @Override
        public void close() {
            try {
                out.close();
                in.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
