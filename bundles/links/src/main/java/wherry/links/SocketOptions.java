package wherry.links;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;

/** How accepted TCP sockets are set up: small messages leave at once, and the kernel finds a peer that is gone in two minutes. */
final class SocketOptions {
    // By name: their constants are in a package that need not be there.
    private static final Map<String, Integer> PROBES_SECONDS_AND_COUNT =
            Map.of("TCP_KEEPIDLE", 60, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 6);

    private SocketOptions() {}

    static void apply(SocketChannel channel) throws IOException {
        if (!channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            return;
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (SocketOption<?> option : channel.supportedOptions()) {
            Integer value = PROBES_SECONDS_AND_COUNT.get(option.name());
            if (value != null) {
                set(channel, option, value);
            }
        }
    }

    private static <T> void set(SocketChannel channel, SocketOption<T> option, Integer value) throws IOException {
        channel.setOption(option, option.type().cast(value));
    }
}
