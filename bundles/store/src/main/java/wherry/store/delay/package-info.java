/** Work that is put off a little, so that much of it is done at once. */
@NullMarked
package wherry.store.delay;

import org.jspecify.annotations.NullMarked;
