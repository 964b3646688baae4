/** Links: open streams of bytes with a peer, and the addresses under which a repository is reachable. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.link;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
