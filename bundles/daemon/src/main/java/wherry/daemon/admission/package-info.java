/** Who may come in, and what those who are in may do. */
@NullMarked
package wherry.daemon.admission;

import org.jspecify.annotations.NullMarked;
