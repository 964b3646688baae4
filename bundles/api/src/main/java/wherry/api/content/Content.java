package wherry.api.content;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;

/**
 * The content of keys, wherever it lies: in a folder, at a peer, behind a server, or in several of these as if they were one. What
 * somebody serves is a {@code Content}, and what somebody dials is one, so that either can stand for the other. Whether it may be
 * used by several threads at once is said by whoever gives it.
 *
 * <p>An {@link IOException} means that the question could not be answered, and never "no": a {@link wherry.api.annex.StoreException}
 * of a folder, a {@code PeerException} of a peer.
 *
 * @see <a href="https://git-annex.branchable.com/design/p2p_protocol/">P2P protocol</a>
 */
@ConsumerType
public interface Content {
    /**
     * Whether content is present; never true for content that is being removed.
     *
     * @param key asked for
     * @return true if it is there
     * @throws IOException if that cannot be told; never to be taken for "no"
     */
    boolean present(Key key) throws IOException;

    /**
     * Whether the content of each of many keys is present. Where order allows, all are asked before the first answer has come, so that a
     * slow network costs time only once.
     *
     * @param keys asked for
     * @param answers told of each key in the order of the keys
     * @throws IOException if nothing more can be asked: of keys that were not told of nothing is known
     */
    default void present(List<Key> keys, KeyAnswers answers) throws IOException {
        for (Key key : keys) {
            try {
                answers.answered(key, ContentAnswer.of(present(key)));
            } catch (IOException e) {
                answers.failed(key, e);
            }
        }
    }

    /**
     * Opens content for reading.
     *
     * @param key what to read
     * @param file that it is read for; for display and logs
     * @param reader who asks for it
     * @param offset in bytes from the start, not negative; beyond the end means nothing is left
     * @return owned by the caller; empty if the content is not present
     * @throws IOException if it cannot be opened
     */
    Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid reader, long offset) throws IOException;

    /**
     * Gets ready to receive content.
     *
     * @param key what to receive
     * @param file that it is sent for; for display and logs
     * @param sender who sends it
     * @return what is to be sent, or that nothing is, since the content is present
     * @throws ContentBusyException if it is being received already
     * @throws IOException if there is no room, the key may not be stored, or for lack of rights
     */
    ContentOffer receive(Key key, AssociatedFile file, AnnexUuid sender) throws IOException;

    /**
     * Locks content against removal for as long as the lock is held, and for ten minutes from now if it is never released.
     *
     * @param key whose content must stay
     * @return owned by the caller; empty if the content is not present or is being removed
     * @throws IOException if it could not be locked for another reason
     */
    Optional<ContentLock> lock(Key key) throws IOException;

    /**
     * Removes content.
     *
     * @param key whose content is to go
     * @param before if given: not after this time, in whole seconds of {@link #timestamp()}
     * @return done if the content is not there now; not if it is locked or the time has passed
     * @throws IOException if that cannot be told
     */
    ContentAnswer remove(Key key, OptionalLong before) throws IOException;

    /**
     * Removes the content of many keys, as {@link #present(List, KeyAnswers)} asks for it.
     *
     * @param keys whose content is to go
     * @param answers told of each key in the order of the keys
     * @throws IOException if nothing more can be asked: keys that were not told of may be gone or not
     */
    default void remove(List<Key> keys, KeyAnswers answers) throws IOException {
        for (Key key : keys) {
            try {
                answers.answered(key, remove(key, OptionalLong.empty()));
            } catch (IOException e) {
                answers.failed(key, e);
            }
        }
    }

    /**
     * A clock that only moves forward.
     *
     * @return whole seconds since some time of the clock's own
     * @throws IOException if there is no such clock
     */
    long timestamp() throws IOException;
}
