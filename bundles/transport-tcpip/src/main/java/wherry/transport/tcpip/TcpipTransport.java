package wherry.transport.tcpip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.shared.stream.SocketDuplex;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;
import wherry.transport.api.Publication;
import wherry.transport.api.Site;
import wherry.transport.api.Transport;
import wherry.transport.api.TransportException;

/** Plain TCP. What is sent can be read underway, so by default only this machine is listened to. */
@Component
public final class TcpipTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.transport.tcpip");

    // By name: their constants are in a package that need not be there.
    private static final Map<String, Integer> PROBES_SECONDS_AND_COUNT =
            Map.of("TCP_KEEPIDLE", 60, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 6);

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    @Override
    public String netname() {
        return "tcpip";
    }

    @Override
    public List<String> addresses(Site site) throws TransportException {
        return new SiteEndpoints(site)
                .advertised().stream().map(Endpoint::toString).toList();
    }

    @Override
    public List<SocketAddress> bindings(Site site, String address) throws TransportException {
        SiteEndpoints endpoints = new SiteEndpoints(site);
        Endpoint endpoint = Endpoint.parse(address);
        List<SocketAddress> bindings = endpoints.bindings(endpoint);
        cautions(endpoints, endpoint, bindings).forEach(this::warnOnce);
        return bindings;
    }

    @Override
    public List<String> cautions(Site site, String address) throws TransportException {
        SiteEndpoints endpoints = new SiteEndpoints(site);
        Endpoint endpoint = Endpoint.parse(address);
        List<String> cautions = cautions(endpoints, endpoint, endpoints.bindings(endpoint));
        if (endpoint.isLoopback()) {
            cautions.add(onlyHere(endpoints, endpoint));
        }
        return cautions;
    }

    private static List<String> cautions(SiteEndpoints endpoints, Endpoint endpoint, List<SocketAddress> bindings) {
        List<String> cautions = new ArrayList<>();
        for (SocketAddress binding : bindings) {
            if (binding instanceof InetSocketAddress socket
                    && !socket.getAddress().isLoopbackAddress()) {
                cautions.add(
                        "links to " + text(socket) + " come from other machines and are not encrypted: whoever sees the"
                                + " traffic can read it and take the token; use this in a network that you trust");
            }
        }
        if (endpoints.listensByDefault() && !endpoint.isLoopback()) {
            cautions.add("peers are told " + endpoint + ", but only this machine is listened to; to let others in:"
                    + " git config annex.p2p-tcpip-listen '*'");
        }
        return cautions;
    }

    private static String onlyHere(SiteEndpoints endpoints, Endpoint endpoint) {
        return endpoint + " can be reached from this machine only; to be reachable from others:"
                + " git config annex.p2p-tcpip-address HOST, with the name or IP address that they know"
                + (endpoints.listensByDefault() ? ", and git config annex.p2p-tcpip-listen '*'" : "");
    }

    private static String text(InetSocketAddress socket) {
        return socket.getAddress().isAnyLocalAddress()
                ? "port " + socket.getPort() + " of all this machine's addresses"
                : new Endpoint(socket.getAddress().getHostAddress(), socket.getPort()).toString();
    }

    private void warnOnce(String text) {
        if (said.add(text)) {
            LOG.warn(text);
        }
    }

    @Override
    public Publication publish(Site site, String address, InboundLinks inbound) {
        return Publication.none();
    }

    @Override
    public Duplex dial(String address, Duration timeout) throws TransportException, InterruptedException {
        Endpoint endpoint = Endpoint.parse(address);
        long start = System.nanoTime();
        List<InetAddress> addresses = NameLookup.addresses(endpoint, timeout);
        try {
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            SocketChannel channel = StaggeredConnect.connect(addresses, endpoint.port(), left);
            return setUp(channel, endpoint);
        } catch (SocketTimeoutException e) {
            throw new TransportException(
                    "cannot reach " + endpoint + ": no answer within " + timeout.toSeconds()
                            + " s; is that machine on, and does its firewall let this port through?",
                    e);
        } catch (IOException e) {
            throw new TransportException(
                    "cannot reach " + endpoint + ": " + e.getMessage()
                            + "; is the repository served there, and does it listen to other machines"
                            + " (annex.p2p-tcpip-listen)?",
                    e);
        }
    }

    private static Duplex setUp(SocketChannel channel, Endpoint endpoint) throws IOException {
        boolean done = false;
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            for (SocketOption<?> option : channel.supportedOptions()) {
                Integer value = PROBES_SECONDS_AND_COUNT.get(option.name());
                if (value != null) {
                    set(channel, option, value);
                }
            }
            done = true;
            return new SocketDuplex(channel, endpoint.toString());
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    private static <T> void set(SocketChannel channel, SocketOption<T> option, Integer value) throws IOException {
        channel.setOption(option, option.type().cast(value));
    }
}
