/** What features share inside one node: folders, threads, leases on bundles, and the list of served repositories. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.node;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
