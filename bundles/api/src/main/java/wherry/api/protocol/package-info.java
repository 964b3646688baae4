/** The contract of git-annex's P2P protocol as machines without I/O, and of those who drive them. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.protocol;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
