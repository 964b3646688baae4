package wherry.transport.tcpip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import wherry.transport.api.TransportException;

/**
 * Where somebody listens: {@code HOST:PORT} or {@code [IPv6]:PORT}.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
record Endpoint(String host, int port) {
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_NAME = 253;
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:%1$s)\\.){3}(?:%1$s)".formatted(OCTET.pattern()));
    private static final Pattern IPV6 =
            Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*(?:%[A-Za-z0-9._-]{1,32})?");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern NAME = Pattern.compile("(?:%1$s\\.)*%1$s\\.?".formatted(LABEL.pattern()));
    private static final Pattern NUMBER_AT_THE_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    /** @throws IllegalArgumentException if host or port are not of the form described */
    Endpoint {
        checkHost(host);
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535");
        }
    }

    static Endpoint parse(String address) throws TransportException {
        int colon = address.lastIndexOf(':');
        try {
            if (colon < 0) {
                throw new IllegalArgumentException("the port is missing");
            }
            return new Endpoint(unbracketed(address.substring(0, colon)), parsePort(address.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new TransportException(
                    "not an address of tcpip, which looks like HOST:PORT or [IPv6]:PORT: " + address + " ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    private static String unbracketed(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        if (bracketed != isIpv6(bare)) {
            throw new IllegalArgumentException("an IPv6 address, and nothing else, stands in brackets");
        }
        return bare;
    }

    static int parsePort(String text) {
        if (!PORT.matcher(text).matches()) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    static void checkHost(String host) {
        if (isIpv6(host)) {
            try {
                InetAddress.getByName(host);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("no such IPv6 address", e);
            }
            return;
        }
        boolean name = host.length() <= LONGEST_NAME
                && NAME.matcher(host).matches()
                // inet_aton's other ways to write an IPv4 address mean different things to different programs
                && !NUMBER_AT_THE_END.matcher(host).matches();
        if (!name && !isIpv4(host)) {
            throw new IllegalArgumentException("neither a host name nor an IP address");
        }
    }

    static boolean isIpv4(String host) {
        return IPV4.matcher(host).matches();
    }

    static boolean isIpv6(String host) {
        return IPV6.matcher(host).matches();
    }

    /** Whether looking it up asks nobody. */
    boolean isNumeric() {
        return isIpv4(host) || isIpv6(host);
    }

    /** Whether it is this machine's own, by its text alone. */
    boolean isLoopback() {
        return host.equalsIgnoreCase("localhost") || (isIpv4(host) && host.startsWith("127.")) || host.equals("::1");
    }

    @Override
    public String toString() {
        return (isIpv6(host) ? "[" + host + "]" : host) + ":" + port;
    }
}
