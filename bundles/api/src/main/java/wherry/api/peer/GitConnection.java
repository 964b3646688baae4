package wherry.api.peer;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What git needs of a peer beside its content. */
@ProviderType
public interface GitConnection {
    /**
     * CONNECT. Relays between a git process and the peer's service until the service ends; the connection is then used up.
     *
     * @param service at the peer
     * @param in from git; read by a thread of the provider, which may still wait for it on return
     * @param out to git
     * @return the service's exit code, after all its output was written
     * @throws IOException a {@link PeerException} if the peer ended early, or from {@code out}
     */
    int connect(GitService service, ReadableByteChannel in, WritableByteChannel out) throws IOException;

    /**
     * NOTIFYCHANGE. Waits without a deadline.
     *
     * @return object ids that are new to the peer; empty for "please fetch"
     * @throws PeerException if the link broke
     */
    List<String> awaitChange() throws PeerException;
}
