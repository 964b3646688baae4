package wherry.daemon.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import wherry.api.link.Acceptor;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.link.LinkSource;
import wherry.api.link.LinkStatus;
import wherry.api.link.Links;
import wherry.api.link.Listening;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.api.store.Repository;

/** Links over sockets of this machine; every address is one. */
public final class LoopbackLinks implements Links, AutoCloseable {
    private static final int BACKLOG = 1000;
    private final TestThreads threads;
    private final Set<LoopbackExposure> exposures = ConcurrentHashMap.newKeySet();
    private final Set<LoopbackLink> open = ConcurrentHashMap.newKeySet();

    public LoopbackLinks(TestThreads threads) {
        this.threads = threads;
    }

    /** Where an address leads. */
    public SocketAddress socket(PeerAddress address) {
        return exposures.stream()
                .filter(exposure -> exposure.address().equals(address))
                .findFirst()
                .orElseThrow()
                .socket();
    }

    @Override
    public Set<String> netnames() {
        return Set.of("test");
    }

    @Override
    public List<PeerAddress> addresses(Repository repository, String netname) throws PeerException {
        if (!netname.equals("test")) {
            throw new UnreachableException("there is no network " + netname);
        }
        return List.of(new PeerAddress("test", repository.uuid().value()));
    }

    @Override
    public Exposure expose(Repository repository, PeerAddress address, Acceptor acceptor) {
        try {
            LoopbackExposure exposure = new LoopbackExposure(address, acceptor);
            exposures.add(exposure);
            threads.start("accept", exposure::acceptAll);
            return exposure;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Listening listen(SocketAddress address, Acceptor acceptor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> cautions(Repository repository, PeerAddress address) {
        return List.of();
    }

    @Override
    public Link dial(PeerAddress address, Duration timeout) throws PeerException {
        try {
            LoopbackLink link = new LoopbackLink(address, SocketChannel.open(socket(address)), true);
            open.add(link);
            return link;
        } catch (IOException | java.util.NoSuchElementException e) {
            throw new UnreachableException("nobody answers at " + address, e);
        }
    }

    @Override
    public List<LinkStatus> open() {
        return open.stream()
                .map(link -> new LinkStatus(
                        1,
                        link.dialled,
                        link.source().netname(),
                        link.addresses(),
                        link.remote(),
                        Instant.EPOCH,
                        link.identified,
                        0,
                        0))
                .toList();
    }

    @Override
    public void close() {
        exposures.forEach(LoopbackExposure::close);
        open.forEach(LoopbackLink::close);
    }

    private final class LoopbackExposure implements Exposure {
        private final PeerAddress address;
        private final Acceptor acceptor;
        private final ServerSocketChannel server;

        LoopbackExposure(PeerAddress address, Acceptor acceptor) throws IOException {
            this.address = address;
            this.acceptor = acceptor;
            server = ServerSocketChannel.open()
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        }

        SocketAddress socket() {
            try {
                return server.getLocalAddress();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void acceptAll() {
            try {
                while (true) {
                    serve(server.accept());
                }
            } catch (IOException e) {
                exposures.remove(this);
            }
        }

        private void serve(SocketChannel channel) throws IOException {
            try {
                channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            } catch (IOException e) {
                // The peer has vanished already.
                channel.close();
                return;
            }
            LoopbackLink link = new LoopbackLink(address, channel, false);
            open.add(link);
            threads.start("link", () -> {
                try (link) {
                    acceptor.serve(link);
                }
            });
        }

        @Override
        public PeerAddress address() {
            return address;
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public void close() {
            exposures.remove(this);
            try {
                server.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class LoopbackLink implements Link {
        private final PeerAddress address;
        private final SocketChannel channel;
        private final boolean dialled;
        private volatile Optional<String> identified = Optional.empty();

        LoopbackLink(PeerAddress address, SocketChannel channel, boolean dialled) {
            this.address = address;
            this.channel = channel;
            this.dialled = dialled;
        }

        @Override
        public ByteChannel channel() {
            return channel;
        }

        @Override
        public void shutdownOutput() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public LinkSource source() {
            return new LinkSource(Optional.of(address.netname()), remote());
        }

        @Override
        public List<PeerAddress> addresses() {
            return List.of(address);
        }

        @Override
        public String remote() {
            return "127.0.0.1:" + channel.socket().getPort();
        }

        @Override
        public void identify(String peer) {
            identified = Optional.of(peer);
        }

        @Override
        public void close() {
            open.remove(this);
            try {
                channel.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
