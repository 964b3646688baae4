/** Doing things later, again, or after a pause that grows. */
@NullMarked
package wherry.shared.time;

import org.jspecify.annotations.NullMarked;
