package wherry.transport.tcpip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.transport.api.Site;
import wherry.transport.api.TransportException;

/** What the settings of a site say about where it is to be found, and where it listens. */
final class SiteEndpoints {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String LOOPBACK6 = "::1";

    private final Site site;
    private final List<HostSetting> advertised;
    private final List<HostSetting> listen;

    SiteEndpoints(Site site) throws TransportException {
        this.site = site;
        this.advertised = settings("address");
        this.listen = settings("listen");
        Optional<HostSetting> any = advertised.stream()
                .filter(s -> s.host().equals(HostSetting.ANY))
                .findAny();
        if (any.isPresent()) {
            throw wrong(
                    "address",
                    HostSetting.ANY,
                    "peers need a name or an IP address",
                    new IllegalArgumentException(HostSetting.ANY));
        }
    }

    private List<HostSetting> settings(String name) throws TransportException {
        List<HostSetting> parsed = new ArrayList<>();
        for (String value : site.settings(name)) {
            try {
                parsed.add(HostSetting.parse(value));
            } catch (IllegalArgumentException e) {
                throw wrong(name, value, String.valueOf(e.getMessage()), e);
            }
        }
        return parsed;
    }

    private static TransportException wrong(String setting, String value, String why, Exception cause) {
        return new TransportException(
                "the git setting annex.p2p-tcpip-" + setting + " cannot be " + value + ": " + why
                        + "; it takes HOST or HOST:PORT, for instance with: git config annex.p2p-tcpip-" + setting
                        + " 192.0.2.7:5000",
                cause);
    }

    /** What peers are told: the advertised hosts, else those that are listened on, else the loopback. */
    List<Endpoint> advertised() throws TransportException {
        List<HostSetting> hosts = advertised.isEmpty()
                ? listen.stream()
                        .filter(setting -> !setting.host().equals(HostSetting.ANY))
                        .toList()
                : advertised;
        if (hosts.isEmpty()) {
            return List.of(new Endpoint(LOOPBACK, defaultPort()));
        }
        Set<Endpoint> endpoints = new LinkedHashSet<>();
        for (HostSetting host : hosts) {
            int port = host.port().isPresent() ? host.port().getAsInt() : defaultPort();
            endpoints.add(new Endpoint(host.host(), port));
        }
        return List.copyOf(endpoints);
    }

    /** The port that is listened on, where the setting names one; else the one that is kept. */
    private int defaultPort() throws TransportException {
        for (HostSetting setting : listen) {
            if (setting.port().isPresent()) {
                return setting.port().getAsInt();
            }
        }
        return new KeptPort(site.state().resolve("port")).value();
    }

    boolean listensByDefault() {
        return listen.isEmpty();
    }

    /** The sockets for one advertised endpoint. */
    List<SocketAddress> bindings(Endpoint endpoint) throws TransportException {
        Set<InetSocketAddress> sockets = new LinkedHashSet<>();
        if (listen.isEmpty()) {
            for (String host : loopbackFor(endpoint)) {
                sockets.addAll(resolve(host, endpoint.port()));
            }
        }
        for (HostSetting setting : listen) {
            int port = setting.port().isPresent() ? setting.port().getAsInt() : endpoint.port();
            sockets.addAll(
                    setting.host().equals(HostSetting.ANY)
                            ? List.of(new InetSocketAddress(port))
                            : resolve(setting.host(), port));
        }
        return sockets.stream()
                .filter(socket -> isWildcard(socket) || !sockets.contains(new InetSocketAddress(socket.getPort())))
                .map(SocketAddress.class::cast)
                .toList();
    }

    private static boolean isWildcard(InetSocketAddress socket) {
        return socket.getAddress().isAnyLocalAddress();
    }

    private static List<String> loopbackFor(Endpoint endpoint) throws TransportException {
        String host = endpoint.host();
        if (host.equalsIgnoreCase("localhost")) {
            return hasIpv6Loopback() ? List.of(LOOPBACK, LOOPBACK6) : List.of(LOOPBACK);
        }
        if (Endpoint.isIpv6(host)) {
            return List.of(LOOPBACK6);
        }
        return List.of(endpoint.isLoopback() ? host : LOOPBACK);
    }

    private static boolean hasIpv6Loopback() {
        try {
            return NetworkInterface.getByInetAddress(Inet6Address.getByName(LOOPBACK6)) != null;
        } catch (SocketException | UnknownHostException e) {
            return false;
        }
    }

    private static List<InetSocketAddress> resolve(String host, int port) throws TransportException {
        try {
            List<InetSocketAddress> sockets = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(host)) {
                // Where IPv6 is switched off, localhost may still have its address.
                boolean missing = address instanceof Inet6Address && address.isLoopbackAddress() && !hasIpv6Loopback();
                if (!missing || Endpoint.isIpv6(host)) {
                    sockets.add(new InetSocketAddress(address, port));
                }
            }
            return sockets;
        } catch (UnknownHostException e) {
            throw wrong("listen", host, "this host is not known", e);
        }
    }
}
