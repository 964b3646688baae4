/** The git-annex branch: reading it, journalling changes of it, committing them, merging others' changes. */
@NullMarked
package wherry.store.branch;

import org.jspecify.annotations.NullMarked;
