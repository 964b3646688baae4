/** Bytes on their way: buffers, what waits to be written, what was read too early, and deadlines. */
@NullMarked
package wherry.daemon.flow;

import org.jspecify.annotations.NullMarked;
