/** Unlocked files: pointers, and git's index of them. */
@NullMarked
package wherry.store.unlocked;

import org.jspecify.annotations.NullMarked;
