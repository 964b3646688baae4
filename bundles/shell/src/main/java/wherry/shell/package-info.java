/** The Gogo shell: the node's commands in the scope {@code wherry}, and {@code wherry shell} in the user's terminal. */
@NullMarked
package wherry.shell;

import org.jspecify.annotations.NullMarked;
