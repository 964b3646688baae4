package wherry.kit;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import wherry.shared.channel.JoinedChannels;
import wherry.shared.stream.SocketDuplex;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;
import wherry.transport.api.Publication;
import wherry.transport.api.TransportException;

/** A network without wires: addresses that lead to a node of this machine. Outlives its transports. Thread-safe. */
public final class MemoryNetwork {
    private final Map<String, InboundLinks> published = new ConcurrentHashMap<>();

    Publication publish(String address, InboundLinks inbound) {
        published.put(address, inbound);
        // Not if somebody else has published the address since.
        return () -> published.remove(address, inbound);
    }

    Duplex dial(String address) throws TransportException {
        InboundLinks inbound = inbound(address);
        try {
            return new SocketDuplex(SocketChannel.open(inbound.sockets().get(0)), address);
        } catch (IOException e) {
            throw new TransportException("nobody answers at " + address, e);
        }
    }

    /**
     * Opens a link that is no socket: its other end is handed in to whoever has published the address.
     *
     * @param address as given to a transport
     * @param source who the other end hears it is
     * @return this end
     */
    public Duplex open(String address, Optional<String> source) throws IOException {
        InboundLinks inbound = inbound(address);
        JoinedChannels channels = JoinedChannels.open();
        inbound.accept(new PipeDuplex(channels.other(), "pipe", source));
        return new PipeDuplex(channels.one(), address, Optional.empty());
    }

    /**
     * What has been published last.
     *
     * @param address as given to a transport
     */
    public InboundLinks inbound(String address) throws TransportException {
        return Optional.ofNullable(published.get(address))
                .orElseThrow(() -> new TransportException("nobody is at " + address));
    }

    /**
     * Whether an address leads anywhere.
     *
     * @param address as given to a transport
     * @return true while it is published
     */
    public boolean isPublished(String address) {
        return published.containsKey(address);
    }
}
