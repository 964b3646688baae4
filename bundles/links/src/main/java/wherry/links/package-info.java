/** What outlives a swap: listening sockets, leases of links, executors. */
@NullMarked
package wherry.links;

import org.jspecify.annotations.NullMarked;
