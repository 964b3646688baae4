/** Remotes as they stand in git's configuration, and who opens them. */
@NullMarked
package wherry.remotes;

import org.jspecify.annotations.NullMarked;
