package wherry.kit.programs;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A repository served by git-annex's own remotedaemon over unix sockets, with socat as the program that carries the bytes. */
public final class StockServer implements AutoCloseable {
    /** The name of the network. */
    public static final String NETNAME = "sock";

    private static final Duration READY = Duration.ofSeconds(20);

    private final ThrowawayRepository repository;
    private final Path socket;
    private final Running daemon;

    private StockServer(ThrowawayRepository repository, Path socket, Running daemon) {
        this.repository = repository;
        this.socket = socket;
        this.daemon = daemon;
    }

    /** Puts the network's program where all that runs in the workplace finds it. Clients need it, too. */
    public static void installProgram(Workplace workplace) {
        Surroundings.script(workplace.bin().resolve("git-annex-p2p-" + NETNAME), """
                #!/bin/sh
                net=%s
                mkdir -p "$net"
                case $#,$1 in
                    1,address) basename "$(git rev-parse --show-toplevel)" ;;
                    1,*) exec socat - "UNIX-CONNECT:$net/$1" ;;
                    2,*) ln -sfn "$(realpath "$2")" "$net/$1" ;;
                esac
                """.formatted(workplace.path("net")));
    }

    /** Serves a repository; returns when peers can connect. */
    public static StockServer start(Workplace workplace, ThrowawayRepository repository) {
        installProgram(workplace);
        repository.stock().annex("p2p", "--enable", NETNAME);
        Path socket = workplace.path("net").resolve(repository.folder().getFileName());
        Running daemon = repository.stock().startAnnex("remotedaemon", "--foreground");
        StockServer server = new StockServer(repository, socket, daemon);
        try {
            Patience.until("remotedaemon serves", READY, () -> accepts(socket), daemon::toString);
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** A new address, with a token of its own. */
    public String address() {
        // More lines may tell that the journal was committed.
        return repository.stock().annex("p2p", "--gen-addresses").lines().get(0).strip();
    }

    /** The unix socket on which it speaks the protocol. */
    public Path socket() {
        return socket;
    }

    /** The process of remotedaemon itself. */
    public Running daemon() {
        return daemon;
    }

    /** Ends it as the assistant does. */
    public Outcome stop() {
        daemon.write("STOP\n");
        return daemon.await(READY);
    }

    @Override
    public void close() {
        daemon.close();
    }

    /** Whether a process listens on a unix socket. */
    public static boolean accepts(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }
}
