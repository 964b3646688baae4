/** What this node wants of JGit in the whole process. */
@NullMarked
package wherry.store.jgit;

import org.jspecify.annotations.NullMarked;
