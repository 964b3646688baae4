/** The serving end: repositories under their addresses, and one driver for each link. */
@NullMarked
package wherry.daemon.serve;

import org.jspecify.annotations.NullMarked;
