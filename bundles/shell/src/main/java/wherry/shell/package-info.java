/** Gogo commands of the scope wherry. */
@NullMarked
package wherry.shell;

import org.jspecify.annotations.NullMarked;
