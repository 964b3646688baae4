/**
 * Real programs in throwaway folders: git, git-annex, socat and the built Wherry, each with an environment of its own and a limit
 * of time on every call.
 */
@NullMarked
package wherry.kit.programs;

import org.jspecify.annotations.NullMarked;
