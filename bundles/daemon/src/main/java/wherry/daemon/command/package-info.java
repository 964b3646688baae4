/** Commands for users and programs: serving, status, and content without git-annex. */
@NullMarked
package wherry.daemon.command;

import org.jspecify.annotations.NullMarked;
