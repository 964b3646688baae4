/** What a node counts, for whoever wants to look. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.metric;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
