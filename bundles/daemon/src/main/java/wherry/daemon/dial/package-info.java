/** The asking end: connections that this node opens to peers. */
@NullMarked
package wherry.daemon.dial;

import org.jspecify.annotations.NullMarked;
