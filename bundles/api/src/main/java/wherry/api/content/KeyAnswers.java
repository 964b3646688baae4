package wherry.api.content;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;
import wherry.api.annex.Key;

/** Takes a peer's answers about many keys, one by one as they come, on the thread that asked. */
@ConsumerType
public interface KeyAnswers {
    /**
     * The peer has answered.
     *
     * @param key asked about
     * @param answer what the peer has said
     */
    void answered(Key key, ContentAnswer answer);

    /**
     * The peer could not tell; never to be taken for "no".
     *
     * @param key asked about
     * @param reason what it said
     */
    void failed(Key key, IOException reason);
}
