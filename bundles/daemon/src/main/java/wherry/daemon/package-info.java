/** Authenticates peers, drives their connections, accounts for them. */
@NullMarked
package wherry.daemon;

import org.jspecify.annotations.NullMarked;
