/** Content of keys: object files, what comes in and goes out, locks, removal. */
@NullMarked
package wherry.store.content;

import org.jspecify.annotations.NullMarked;
