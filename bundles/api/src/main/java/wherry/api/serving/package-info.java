/** What a node serves to peers, whichever protocol they speak, and who may come in. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.serving;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
