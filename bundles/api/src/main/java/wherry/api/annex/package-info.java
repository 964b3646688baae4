/** Values of git-annex: keys, UUIDs, associated files. Immutable; no I/O. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.annex;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
