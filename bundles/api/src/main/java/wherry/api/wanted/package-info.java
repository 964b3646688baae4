/** Which content a repository wants: git-annex's expressions, judged by facts that the caller brings. No I/O. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.wanted;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
