package wherry.api.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;

/**
 * The asking end of a connection, without I/O. One operation at a time, but for {@link #checkPresent} and {@link #removeContent}:
 * more of these may be begun before the first is answered, and the answers come in their order. An operation is begun by one of
 * the methods with a {@link Completion}, which the machine completes when the peer has answered ({@link Completion#failed} with the text of an ERROR, or
 * with what was wrong). The law is that of {@link ServerMachine}: one mutation, then poll until false. Completions of operations are
 * called from within {@link #poll}, so they may begin the next operation. Not thread-safe.
 *
 * <p>An answer that the protocol does not foresee fails the operation and closes: nothing is concluded from it. Once closed,
 * operations fail at once.
 *
 * <p>After {@link #authenticate} the version is 0 until {@link #negotiate} has succeeded.
 */
@ProviderType
public interface ClientMachine {
    /**
     * AUTH.
     *
     * @param self presented
     * @param token presented
     * @param peer the peer's UUID; empty if it does not admit us
     */
    void authenticate(AnnexUuid self, AuthToken token, Completion<Optional<AnnexUuid>> peer);

    /**
     * VERSION, with the highest that this machine knows.
     *
     * @param version what counts from now on; 0 if the peer answers with an error
     */
    void negotiate(Completion<Integer> version);

    /**
     * VERSION, with less than the highest that this machine knows.
     *
     * @param highest to offer, not negative
     * @param version what counts from now on; 0 if the peer answers with an error
     */
    void negotiate(int highest, Completion<Integer> version);

    /**
     * BYPASS; has no answer. Nothing is said where {@link #negotiate} has agreed on a version before 2.
     *
     * @param uuids of repositories that the peer need not ask on our behalf
     */
    void bypass(List<AnnexUuid> uuids);

    /**
     * CHECKPRESENT.
     *
     * @param key asked for
     * @param present the answer
     */
    void checkPresent(Key key, Completion<Boolean> present);

    /**
     * LOCKCONTENT.
     *
     * @param key to lock
     * @param locked the answer; if true, only {@link #unlockContent} may follow
     */
    void lockContent(Key key, Completion<Boolean> locked);

    /** UNLOCKCONTENT; has no answer. */
    void unlockContent();

    /**
     * REMOVE, or REMOVE-BEFORE.
     *
     * @param key whose content is to go
     * @param before seconds of the peer's clock; only from version 3 on
     * @param gone the answer
     */
    void removeContent(Key key, OptionalLong before, Completion<ContentAnswer> gone);

    /**
     * GETTIMESTAMP.
     *
     * @param seconds the answer
     */
    void timestamp(Completion<Long> seconds);

    /**
     * GET.
     *
     * @param key wanted
     * @param file for the peer's display
     * @param offset bytes that are here already, not negative
     * @param stored whether the content has arrived and verified
     */
    void get(Key key, AssociatedFile file, long offset, Completion<Boolean> stored);

    /**
     * PUT.
     *
     * @param key to be stored by the peer
     * @param file for the peer's display
     * @param stored whether the peer has the content now
     */
    void put(Key key, AssociatedFile file, Completion<ContentAnswer> stored);

    /**
     * CONNECT. Input goes in by {@link #serviceInput}, output comes by {@link ClientSteps#serviceOutput}.
     *
     * @param service at the peer
     * @param exitCode of the service, when it has ended
     */
    void connect(GitService service, Completion<Integer> exitCode);

    /**
     * Git has bytes for the service. The driver writes them right after the header that the next poll transmits.
     *
     * @param length bytes, positive
     */
    void serviceInput(long length);

    /**
     * NOTIFYCHANGE.
     *
     * @param objectIds the answer
     */
    void awaitChange(Completion<List<String>> objectIds);

    /**
     * Takes bytes from the peer, as {@link ServerMachine#receive} does.
     *
     * @param bytes from position to limit; the position moves past what was taken
     */
    void receive(ByteBuffer bytes);

    /** The peer has ended its stream: the operation under way fails, unless all that it needs from the peer has come. */
    void end();

    /**
     * Tells the next step by calling just one method of {@code steps}, or none.
     *
     * @param steps carries the step out
     * @return false if there is none until the next mutation
     */
    boolean poll(ClientSteps steps);
}
