/** Locks on files that other processes, git-annex above all, take too. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.lock;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
