/** Files and folders of a repository: written whole, with its modes, and read no further than they may be. */
@NullMarked
package wherry.store.file;

import org.jspecify.annotations.NullMarked;
