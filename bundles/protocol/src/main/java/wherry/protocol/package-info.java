/** Codec and state machines of git-annex's P2P protocol; does no I/O. */
@NullMarked
package wherry.protocol;

import org.jspecify.annotations.NullMarked;
