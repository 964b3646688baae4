/** Transfers that run, as git-annex sees them, and what broken ones leave. */
@NullMarked
package wherry.store.transfer;

import org.jspecify.annotations.NullMarked;
