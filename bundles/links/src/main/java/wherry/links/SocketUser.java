package wherry.links;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import wherry.api.link.Acceptor;
import wherry.api.peer.PeerAddress;

/** On whose behalf a socket is bound. Thread-safe. */
interface SocketUser {
    /** Those with equal owners may share a socket. */
    SocketOwner owner();

    /** What the socket makes reachable, if that is an address of a network. */
    Optional<PeerAddress> peerAddress();

    /** Those who take its links now. */
    List<RankedAcceptor> acceptors();

    /** The one that came last among those of several users. */
    static Optional<Acceptor> newest(List<? extends SocketUser> users) {
        return users.stream()
                .flatMap(user -> user.acceptors().stream())
                .max(Comparator.comparingLong(RankedAcceptor::sequence))
                .map(RankedAcceptor::acceptor);
    }
}
