package wherry.daemon.admission;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom the other ends of links belong to, as far as that can be seen.
 *
 * @param name a host; of version 6 of the internet protocol the network, since whoever has one address there has many
 */
record RemoteHost(String name) {
    private static final Pattern WITH_PORT = Pattern.compile("(.*):\\d+");
    private static final Pattern NETWORK = Pattern.compile("\\[((?:[0-9a-fA-F]{1,4}:){4}).*");

    /** Of a link's other end, as the link tells it. */
    static RemoteHost of(String remote) {
        Matcher port = WITH_PORT.matcher(remote);
        String host = port.matches() ? port.group(1) : remote;
        Matcher network = NETWORK.matcher(host);
        return new RemoteHost(network.matches() ? network.group(1) : host);
    }
}
