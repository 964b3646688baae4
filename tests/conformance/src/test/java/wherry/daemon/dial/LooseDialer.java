package wherry.daemon.dial;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import wherry.api.link.Link;
import wherry.api.link.Links;
import wherry.api.node.ConnectionThreads;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.UnreachableException;
import wherry.daemon.DaemonConfiguration;
import wherry.kit.ConnectedLink;
import wherry.kit.CountedLeases;
import wherry.kit.OfferedServices;
import wherry.protocol.P2pProtocolEngine;

/** The node's own dialer without a node: whatever the address, it leads to one socket. */
public final class LooseDialer {
    private LooseDialer() {}

    public static Dialer to(SocketAddress socket, Map<String, Object> configuration) {
        Links links = (Links) Proxy.newProxyInstance(
                Links.class.getClassLoader(), new Class<?>[] {Links.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("dial")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return dial((PeerAddress) arguments[0], socket);
                });
        NodeDialer dialer = new NodeDialer(
                2,
                settings(configuration),
                links,
                new CountedLeases(),
                threads(),
                OfferedServices.newest(new CountedLeases(), 1, new P2pProtocolEngine()),
                new AdmittedTokens());
        return dialer;
    }

    /** The settings of the node, but for some that are given by the names of their methods. */
    public static DaemonConfiguration settings(Map<String, Object> configuration) {
        return (DaemonConfiguration) Proxy.newProxyInstance(
                DaemonConfiguration.class.getClassLoader(),
                new Class<?>[] {DaemonConfiguration.class},
                (proxy, method, arguments) -> configuration.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    /** Threads that do not keep the tests from ending. */
    public static ConnectionThreads threads() {
        return (name, work) -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.start();
        };
    }

    private static Link dial(PeerAddress address, SocketAddress socket) throws UnreachableException {
        try {
            SocketChannel channel = socket instanceof UnixDomainSocketAddress
                    ? SocketChannel.open(StandardProtocolFamily.UNIX)
                    : SocketChannel.open();
            channel.connect(socket);
            return new ConnectedLink(address, channel);
        } catch (IOException e) {
            throw new UnreachableException("nobody answers at " + socket, e);
        }
    }
}
