package wherry.links;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import wherry.api.peer.PeerAddress;

/** What links are counted by within their network. */
final class SourceName {
    private static final int LONGEST = 200;
    private static final int NETWORK_BYTES = 8;

    private SourceName() {}

    /** A host; of version 6 of the internet protocol its network, since whoever has one address there has many. */
    static String of(InetAddress host) {
        if (host instanceof Inet6Address) {
            byte[] network = Arrays.copyOf(host.getAddress(), NETWORK_BYTES);
            return HexFormat.of().formatHex(network) + "/64";
        }
        return host.getHostAddress();
    }

    /** For what some relay has brought, of which nothing is known but where it was brought to. */
    static String of(List<PeerAddress> addresses, SocketAddress socket) {
        return addresses.stream().findFirst().map(PeerAddress::address).orElseGet(socket::toString);
    }

    /** As a network says it, which may have it from a stranger. */
    static String cut(String said) {
        return said.length() > LONGEST ? said.substring(0, LONGEST) : said;
    }
}
