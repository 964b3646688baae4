/** Commands: one service each, run alike from the user's shell, from Gogo and from other programs. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
