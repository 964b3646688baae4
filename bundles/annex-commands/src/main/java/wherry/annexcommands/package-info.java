/** git-annex by Wherry alone: makes annexes, adds, gets, drops, copies and checks content. */
@NullMarked
package wherry.annexcommands;

import org.jspecify.annotations.NullMarked;
