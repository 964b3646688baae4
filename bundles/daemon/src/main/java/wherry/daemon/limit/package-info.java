/** How much of the node each peer, each network and all peers together may hold. */
@NullMarked
package wherry.daemon.limit;

import org.jspecify.annotations.NullMarked;
