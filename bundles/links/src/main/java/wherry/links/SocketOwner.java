package wherry.links;

import java.nio.file.Path;

/**
 * Who shares sockets.
 *
 * @param words for somebody else who wants one of these sockets
 * @param secretive whether the file of a unix socket is for this user alone, wherever it lies
 */
record SocketOwner(String words, boolean secretive) {
    static SocketOwner repository(Path gitDirectory) {
        return new SocketOwner("another repository of this node does (" + gitDirectory + ")", false);
    }

    /** All that listen at plain sockets. */
    static SocketOwner services() {
        return new SocketOwner("another service of this node does", true);
    }
}
