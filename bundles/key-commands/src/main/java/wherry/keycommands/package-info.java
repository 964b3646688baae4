/** {@code wherry key}: content of keys over P2P links, for users and programs, without git-annex. */
@NullMarked
package wherry.keycommands;

import org.jspecify.annotations.NullMarked;
