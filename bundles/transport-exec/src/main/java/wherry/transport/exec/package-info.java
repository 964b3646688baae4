/** Links over programs of the user. */
@NullMarked
package wherry.transport.exec;

import org.jspecify.annotations.NullMarked;
