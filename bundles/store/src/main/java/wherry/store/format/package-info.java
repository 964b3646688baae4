/** How git-annex names, places and writes things. */
@NullMarked
package wherry.store.format;

import org.jspecify.annotations.NullMarked;
