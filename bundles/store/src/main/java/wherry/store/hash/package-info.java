/** Hash functions by the names of git-annex's key backends. */
@NullMarked
package wherry.store.hash;

import org.jspecify.annotations.NullMarked;
