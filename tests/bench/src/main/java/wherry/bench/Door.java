package wherry.bench;

import java.net.SocketAddress;

/**
 * One way to a served repository.
 *
 * @param socket where the protocol is spoken
 * @param netname the network's name, as in {@code git-annex-p2p-NETNAME}
 * @param address what that program is given
 * @param token admits who shows it
 */
record Door(Server server, Network network, SocketAddress socket, String netname, String address, String token) {
    Side side() {
        return server.side();
    }

    /** The name of the remote by which a client's repository knows it. */
    String remote() {
        return side().label() + "-" + network.label();
    }

    /** What {@code git annex p2p --link} is told. */
    String link() {
        return "p2p-annex::" + netname + ":" + address + ":" + token;
    }
}
