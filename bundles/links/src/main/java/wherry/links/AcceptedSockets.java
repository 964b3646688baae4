package wherry.links;

import java.nio.channels.SocketChannel;

/** Takes connections that were accepted. */
@FunctionalInterface
interface AcceptedSockets {
    /** Does not block, and owns the channel from now on. */
    void arrived(SocketChannel channel, ListeningSocket socket);
}
