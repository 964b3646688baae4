/** Expressions of git-annex about content. */
@NullMarked
package wherry.preferredcontent;

import org.jspecify.annotations.NullMarked;
