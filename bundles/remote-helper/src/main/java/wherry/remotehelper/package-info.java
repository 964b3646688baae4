/** Git remote helper for p2p-annex addresses. */
@NullMarked
package wherry.remotehelper;

import org.jspecify.annotations.NullMarked;
