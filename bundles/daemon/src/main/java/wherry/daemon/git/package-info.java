/** Git services behind CONNECT: git's own programs, or JGit where there are none. */
@NullMarked
package wherry.daemon.git;

import org.jspecify.annotations.NullMarked;
