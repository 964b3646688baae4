/** Starts the framework and relays programs that run by name to the node. */
@NullMarked
package wherry.launcher;

import org.jspecify.annotations.NullMarked;
