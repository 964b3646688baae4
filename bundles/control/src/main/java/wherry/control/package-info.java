/** Answers the launcher on the node's control socket and runs commands. */
@NullMarked
package wherry.control;

import org.jspecify.annotations.NullMarked;
