package wherry.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;

/**
 * Where a repository can be reached over the network {@code tcpip} once its daemon runs.
 *
 * @param address as {@code git annex p2p --gen-addresses} prints it, with a token
 */
record TcpipEndpoint(String address) {
    private static final String PREFIX = "p2p-annex::tcpip:";
    private static final Duration READY = Duration.ofSeconds(30);
    private static final int CONNECTING_MILLIS = 1000;

    TcpipEndpoint {
        if (!address.startsWith(PREFIX)) {
            throw new IllegalArgumentException(address);
        }
    }

    /** Enables the network as a user of git-annex does. */
    static TcpipEndpoint enable(ThrowawayRepository repository) {
        repository.stock().annex("p2p", "--enable", "tcpip");
        return new TcpipEndpoint(
                repository.stock().annex("p2p", "--gen-addresses").out().strip());
    }

    /** Host and port. */
    String peer() {
        return address.substring(PREFIX.length(), address.lastIndexOf(':'));
    }

    /** The address with a token that was never given. */
    String withWrongToken() {
        return PREFIX + peer() + ":beef";
    }

    boolean reachable() {
        int colon = peer().lastIndexOf(':');
        try (Socket socket = new Socket()) {
            int port = Integer.parseInt(peer().substring(colon + 1));
            socket.connect(new InetSocketAddress(peer().substring(0, colon), port), CONNECTING_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts git-annex's own daemon and returns when peers reach it; the caller closes it. */
    Running startDaemon(ThrowawayRepository repository) {
        Running daemon = repository.stock().startAnnex("remotedaemon", "--foreground");
        Patience.until("peers reach the remotedaemon", READY, this::reachable, daemon::toString);
        return daemon;
    }
}
