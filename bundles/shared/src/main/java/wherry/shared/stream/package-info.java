/** Streams of bytes between two ends. */
@NullMarked
package wherry.shared.stream;

import org.jspecify.annotations.NullMarked;
