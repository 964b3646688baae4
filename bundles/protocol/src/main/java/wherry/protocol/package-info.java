/**
 * git-annex's P2P protocol, versions 0 to 4, as machines without I/O. Read in this order: {@link wherry.protocol.Verb} and {@link
 * wherry.protocol.Message} (what is said), {@link wherry.protocol.ServerTable} and {@link wherry.protocol.ClientTable} (when), the
 * conversations and operations (what is done then).
 */
@NullMarked
package wherry.protocol;

import org.jspecify.annotations.NullMarked;
