/**
 * The contract of a network: everything a transport bundle has to offer, and nothing of git, git-annex or identity.
 *
 * <p>A transport moves bytes between a P2P address and a {@link wherry.transport.api.Duplex}. Who the peer is, and what the
 * bytes mean, is decided elsewhere. This package changes rarely, so that transports outlive all other changes.
 */
@Export
@Version("1.0.0")
@NullMarked
package wherry.transport.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
