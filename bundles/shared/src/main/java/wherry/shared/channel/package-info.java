/** Channels of bytes: joined to each other, and over other things than sockets. */
@NullMarked
package wherry.shared.channel;

import org.jspecify.annotations.NullMarked;
