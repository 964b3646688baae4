/** Object files, locks and the git-annex branch of a repository. */
@NullMarked
package wherry.store;

import org.jspecify.annotations.NullMarked;
