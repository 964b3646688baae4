package wherry.api.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;

/**
 * What a {@link ServerMachine} asks its driver to do. A step with a {@link Completion} blocks the machine until it is completed;
 * until then {@link ServerMachine#poll} returns false. The one exception is {@link #serviceInput}: while it goes on the service's
 * output and end are passed on, since a service that cannot write does not read either.
 */
@ConsumerType
public interface ServerSteps {
    /**
     * Write bytes to the peer.
     *
     * @param bytes all of them, in order; valid only during this call
     */
    void transmit(ByteBuffer bytes);

    /**
     * Decide on AUTH. The token may name which of several the peer means.
     *
     * @param claimedUuid as the peer wrote it, unchecked; may be empty
     * @param token what it presents
     * @param admitted what it is let in to, for AUTH-SUCCESS; empty for AUTH-FAILURE
     */
    void authenticate(String claimedUuid, AuthToken token, Completion<Optional<AnnexUuid>> admitted);

    /**
     * CHECKPRESENT.
     *
     * @param key asked for
     * @param present whether the content is here
     */
    void checkPresent(Key key, Completion<Boolean> present);

    /**
     * LOCKCONTENT.
     *
     * @param key to lock
     * @param locked whether it is present and locked now
     */
    void lockContent(Key key, Completion<Boolean> locked);

    /** UNLOCKCONTENT: release the lock. Not asked for when the connection ends: then the retention stays. */
    void unlockContent();

    /**
     * REMOVE and REMOVE-BEFORE.
     *
     * @param key whose content is to go
     * @param before seconds of the timestamp clock
     * @param gone whether the content is not here now
     */
    void removeContent(Key key, OptionalLong before, Completion<ContentAnswer> gone);

    /**
     * GETTIMESTAMP.
     *
     * @param seconds of a clock that only moves forward
     */
    void timestamp(Completion<Long> seconds);

    /**
     * GET: open content to send.
     *
     * @param key asked for
     * @param file for display
     * @param offset bytes, not negative
     * @param length what is left from the offset on, in bytes; empty if the content is not here
     */
    void openContent(Key key, AssociatedFile file, long offset, Completion<OptionalLong> length);

    /**
     * GET: write the opened content to the peer, all of the length that was told.
     *
     * @param unchanged whether what was sent is still what the store has; failed if less than the length was written: the
     *     machine then closes
     */
    void sendContent(Completion<Boolean> unchanged);

    /**
     * GET: the peer has said how it went; close the opened content.
     *
     * @param delivered true if the peer has it now
     */
    void closeContent(boolean delivered);

    /**
     * PUT: get ready to receive.
     *
     * @param key to be stored
     * @param file for display
     * @param offer from where the peer should send, or that the content is here already
     */
    void prepareContent(Key key, AssociatedFile file, Completion<PutOffer> offer);

    /**
     * PUT: move content from the peer into the store: first what is left in the buffer given to {@link ServerMachine#receive},
     * then from the link.
     *
     * @param length bytes, not negative
     * @param received all of them came; with {@code false} if the store could not take them, though all were read; failed if the
     *     link ended within: the machine then closes
     */
    void receiveContent(long length, Completion<Boolean> received);

    /**
     * PUT: verify and keep what came.
     *
     * @param complete whether the peer says that it sent all, unchanged
     * @param stored whether the content is present now
     */
    void storeContent(boolean complete, Completion<ContentAnswer> stored);

    /** PUT: the peer does not send; close what was prepared. */
    void abandonContent();

    /**
     * CONNECT: start a git service. Its output and end come by {@link ServerMachine#serviceOutput} and {@link
     * ServerMachine#serviceEnded}.
     *
     * @param service which
     * @param started true if it runs; otherwise, or if failed, the peer's git is told why and the machine closes
     */
    void startService(GitService service, Completion<Boolean> started);

    /**
     * CONNECT: move bytes from the peer to the service's input, found as in {@link #receiveContent}. They are to be read even
     * if the service does not take them any more. Unlike other steps this one holds up only what comes from the peer: {@link
     * ServerMachine#serviceOutput} and {@link ServerMachine#serviceEnded} go on meanwhile, or both ends would wait for each
     * other.
     *
     * @param length bytes, positive
     * @param moved when done; failed if the link ended within: the machine then closes
     */
    void serviceInput(long length, Completion<Boolean> moved);

    /**
     * CONNECT: write service output that was announced, right after the header just transmitted.
     *
     * @param length as announced
     */
    void sendServiceOutput(long length);

    /**
     * CONNECT: the peer has ended; end the service too, if it still runs. The machine does not wait for that: output and end of
     * the service are announced no more.
     */
    void stopService();

    /**
     * NOTIFYCHANGE: call {@link ServerMachine#changed} at the next change of a ref. Until then {@link ServerMachine#receive}
     * takes nothing; {@link ServerMachine#end} still counts.
     */
    void awaitChange();

    /**
     * BYPASS: what is asked from now on need not be asked of these repositories on the peer's behalf, since it asks them itself.
     *
     * @param uuids of the repositories; instead of those named before
     */
    void bypass(List<AnnexUuid> uuids);

    /**
     * Close the link after all was transmitted, so that the peer reads it even if it is still sending. The last step.
     *
     * @param reason for the log
     */
    void close(String reason);
}
