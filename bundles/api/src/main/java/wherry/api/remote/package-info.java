/** Remotes of a repository as they stand in git's configuration, and connections to them, opened by the scheme of their URL. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.remote;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
