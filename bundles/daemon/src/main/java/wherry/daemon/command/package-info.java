/** Commands for users and programs: serving, and the status of that. */
@NullMarked
package wherry.daemon.command;

import org.jspecify.annotations.NullMarked;
