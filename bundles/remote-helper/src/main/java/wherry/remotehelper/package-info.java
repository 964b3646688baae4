/** Git remote helper for p2p-annex addresses: dials, authenticates, and joins git with the peer's upload-pack or receive-pack. */
@NullMarked
package wherry.remotehelper;

import org.jspecify.annotations.NullMarked;
