package wherry.transport.tcpip;

import java.util.OptionalInt;

/**
 * A value of the settings {@code address} and {@code listen}: a host, with or without a port.
 *
 * @param host a name or IP address, without brackets; {@code *} for all that this machine has
 * @param port if one is given
 */
record HostSetting(String host, OptionalInt port) {
    static final String ANY = "*";

    /**
     * Reads {@code HOST}, {@code HOST:PORT}, {@code IPv6}, {@code [IPv6]}, {@code [IPv6]:PORT}; with {@code *} for a host.
     *
     * @throws IllegalArgumentException if the text is of none of these forms
     */
    static HostSetting parse(String text) {
        if (Endpoint.isIpv6(text)) {
            return of(text, OptionalInt.empty());
        }
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || !Endpoint.isIpv6(text.substring(1, end))) {
                throw new IllegalArgumentException("in brackets stands an IPv6 address");
            }
            String rest = text.substring(end + 1);
            if (!rest.isEmpty() && !rest.startsWith(":")) {
                throw new IllegalArgumentException("after the brackets stands :PORT or nothing");
            }
            return of(text.substring(1, end), rest.isEmpty() ? OptionalInt.empty() : port(rest.substring(1)));
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? of(text, OptionalInt.empty())
                : of(text.substring(0, colon), port(text.substring(colon + 1)));
    }

    private static OptionalInt port(String text) {
        return OptionalInt.of(Endpoint.parsePort(text));
    }

    private static HostSetting of(String host, OptionalInt port) {
        if (!host.equals(ANY)) {
            Endpoint.checkHost(host);
        }
        return new HostSetting(host, port);
    }
}
