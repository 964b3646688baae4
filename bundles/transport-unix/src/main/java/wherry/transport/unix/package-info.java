/** Transport over unix sockets in a folder. */
@NullMarked
package wherry.transport.unix;

import org.jspecify.annotations.NullMarked;
