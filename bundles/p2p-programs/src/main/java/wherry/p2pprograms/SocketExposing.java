package wherry.p2pprograms;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.command.Invocation;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.node.Lease;
import wherry.api.node.UsedRepository;
import wherry.api.peer.PeerAddress;
import wherry.shared.channel.Relay;

/**
 * Makes an address lead to the socket at which a git-annex listens, for as long as that socket and the caller are there.
 *
 * <p>SOURCE: when git-annex's remotedaemon ends, in whatever way, its programs get no signal, no end of input, and the socket
 * file stays. The caller's relay notices that its parent has changed, and goes.
 */
final class SocketExposing {
    private static final Logger STRANGERS = LoggerFactory.getLogger("wherry.strangers");
    private static final long LOOK_MILLIS = 500;
    private static final Duration SILENCE_AFTER_PEER = Duration.ofSeconds(10);
    private static final Duration LISTEN_DEADLINE = Duration.ofSeconds(60);
    private static final long LISTEN_POLL_MILLIS = 50;

    private final Invocation call;
    private final P2pNode node;

    SocketExposing(Invocation call, P2pNode node) {
        this.call = call;
        this.node = node;
    }

    /** With a repository that was opened by the newest store. */
    private record Exposed(UsedRepository repository, Exposure exposure) implements AutoCloseable {
        @Override
        public void close() {
            exposure.close();
            repository.close();
        }
    }

    /** {@code ADDRESS SOCKETFILE}. */
    int atSocket(PeerAddress address, Path file) throws IOException, InterruptedException {
        try (ServiceSocket socket = ServiceSocket.at(file, node.sockets())) {
            run(address, socket);
        }
        return 0;
    }

    /** {@code socket ADDRESS}, from the first drafts of the interface: here the program names the socket. */
    int atSocketOfOurs(PeerAddress address) throws IOException, InterruptedException {
        Path file =
                node.sockets().resolve("annex-" + UUID.randomUUID().toString().substring(0, 8));
        call.out().println(file);
        try {
            long deadline = System.nanoTime() + LISTEN_DEADLINE.toNanos();
            while (!Files.exists(file) && System.nanoTime() - deadline < 0) {
                Thread.sleep(LISTEN_POLL_MILLIS);
            }
            return atSocket(address, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void run(PeerAddress address, ServiceSocket socket) throws IOException, InterruptedException {
        Exposed exposed = expose(address, socket);
        try {
            Optional<String> told = Optional.empty();
            while (!socket.isGone()) {
                Optional<String> problem = exposed.exposure().problem();
                if (problem.isPresent() && !problem.equals(told)) {
                    call.err().println(address + " cannot be reached: " + problem.get());
                }
                told = problem;
                Thread.sleep(LOOK_MILLIS);
                if (!node.repositories().isNewest(exposed.repository().store().service())) {
                    Exposed before = exposed;
                    exposed = expose(address, socket);
                    before.close();
                }
            }
        } finally {
            exposed.close();
        }
    }

    private Exposed expose(PeerAddress address, ServiceSocket socket) throws IOException {
        UsedRepository open =
                UsedRepository.open(node.repositories(), call.repository(call.directory()), "git-annex-p2p");
        boolean done = false;
        try {
            Exposed exposed =
                    new Exposed(open, node.links().expose(open.repository(), address, link -> serve(link, socket)));
            done = true;
            return exposed;
        } finally {
            if (!done) {
                open.close();
            }
        }
    }

    private void serve(Link link, ServiceSocket socket) {
        try (Lease code = node.ownLease().apply("link for git-annex");
                SocketChannel service = socket.connect()) {
            Relay relay =
                    new Relay(new ServiceEnd(service), link.traffic().counting(link.channel()), SILENCE_AFTER_PEER);
            node.threads().start("wherry-p2p " + link.remote(), relay::toLeader);
            relay.toFollower();
        } catch (IOException | RejectedExecutionException e) {
            STRANGERS.warn("link not passed on to git-annex remote={}: {}", link.remote(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
