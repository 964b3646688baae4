/** Transport over TCP. */
@NullMarked
package wherry.transport.tcpip;

import org.jspecify.annotations.NullMarked;
