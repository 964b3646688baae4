/** The repositories that this node serves, and those that are served over a caller's streams. */
@NullMarked
package wherry.daemon.repository;

import org.jspecify.annotations.NullMarked;
