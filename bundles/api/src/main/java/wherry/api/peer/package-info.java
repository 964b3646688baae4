/** Who is at the other end: P2P addresses, tokens, and connections to a peer as operations instead of messages. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.peer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
