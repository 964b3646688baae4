/** The working tree of a repository and git's index of it, as far as an annex needs them. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.tree;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
