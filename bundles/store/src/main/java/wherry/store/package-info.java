/** One repository, opened with all that belongs to it. */
@NullMarked
package wherry.store;

import org.jspecify.annotations.NullMarked;
