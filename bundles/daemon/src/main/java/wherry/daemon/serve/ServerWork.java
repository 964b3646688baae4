package wherry.daemon.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.peer.AuthToken;
import wherry.api.protocol.Completion;
import wherry.api.protocol.GitService;
import wherry.api.protocol.ServerSteps;
import wherry.api.store.ContentStore;
import wherry.api.store.StoreException;
import wherry.daemon.admission.PeerAuthentication;
import wherry.daemon.flow.OutgoingBytes;
import wherry.daemon.limit.OverLimitException;

/**
 * Turns the machine's steps into bytes in the outbox, which are written later and together, and into at most one piece of {@link
 * Work}. Called under the machine's lock, so what may block is left to the work.
 */
final class ServerWork implements ServerSteps {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    private final ServerDriver driver;
    private final OutgoingBytes outgoing;
    private final ContentStore store;
    private final ContentWork content;
    private final PeerAuthentication authentication;
    private Optional<Work> next = Optional.empty();
    private ByteBuffer serviceOutput = ByteBuffer.allocate(0);

    ServerWork(
            ServerDriver driver,
            OutgoingBytes outgoing,
            ContentStore store,
            ContentWork content,
            PeerAuthentication authentication) {
        this.driver = driver;
        this.outgoing = outgoing;
        this.store = store;
        this.content = content;
        this.authentication = authentication;
    }

    /** Takes the work that the last steps left. */
    Optional<Work> next() {
        Optional<Work> taken = next;
        next = Optional.empty();
        return taken;
    }

    /** What the machine will announce and then ask for. */
    void offerOutput(ByteBuffer bytes) {
        serviceOutput = bytes;
    }

    /** An answer out of the store. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    private <T> void answer(Completion<T> completion, String refusal, Question<T> question) {
        answer(completion, refusal, question, () -> {});
    }

    private <T> void answer(Completion<T> completion, String refusal, Question<T> question, Runnable whenTooMuch) {
        next = Optional.of(() -> {
            try {
                T answer = question.ask();
                return () -> completion.with(answer);
            } catch (OverLimitException e) {
                String reason = String.valueOf(e.getMessage());
                return () -> {
                    completion.failed(reason);
                    whenTooMuch.run();
                };
            } catch (StoreException e) {
                // Its text may tell where the repository is, which is none of the peer's business.
                LOG.warn("refused peer={} reason={}", authentication.peer(), refusal, e);
                return () -> completion.failed(refusal);
            }
        });
    }

    @Override
    public void transmit(ByteBuffer bytes) {
        outgoing.write(bytes);
    }

    @Override
    public void authenticate(String claimedUuid, AuthToken token, Completion<Boolean> admitted) {
        // Whoever has too many links would only take a place of those who wait to be let in.
        answer(
                admitted,
                "tokens cannot be checked now",
                () -> authentication.admit(claimedUuid, token),
                () -> driver.close("over a limit"));
    }

    @Override
    public void checkPresent(Key key, Completion<Boolean> present) {
        answer(present, "the store could not tell whether the content is present", () -> store.present(key));
    }

    @Override
    public void lockContent(Key key, Completion<Boolean> locked) {
        answer(locked, "the content could not be locked", () -> content.lock(key));
    }

    @Override
    public void unlockContent() {
        content.unlock();
    }

    @Override
    public void removeContent(Key key, OptionalLong before, Completion<Boolean> gone) {
        answer(gone, "the content could not be removed", () -> store.remove(key, before));
    }

    @Override
    public void timestamp(Completion<Long> seconds) {
        answer(seconds, "there is no clock", store::timestamp);
    }

    @Override
    public void openContent(Key key, AssociatedFile file, long offset, Completion<OptionalLong> length) {
        answer(length, "the content could not be opened", () -> content.open(key, file, authentication.peer(), offset));
    }

    @Override
    public void sendContent(Completion<Boolean> unchanged) {
        answer(unchanged, "the content could not be read", content::send);
    }

    @Override
    public void closeContent(boolean delivered) {
        content.finishSending(delivered);
    }

    @Override
    public void prepareContent(Key key, AssociatedFile file, Completion<Optional<Long>> offset) {
        answer(offset, "the content cannot be received now", () -> content.prepare(key, file, authentication.peer()));
    }

    @Override
    public void receiveContent(long length, Completion<Boolean> received) {
        answer(
                received,
                "the content could not be received",
                () -> content.receive(driver.inflow(length, content::moved)));
    }

    @Override
    public void storeContent(boolean complete, Completion<Boolean> stored) {
        answer(stored, "the content could not be stored", () -> content.keep(complete));
    }

    @Override
    public void abandonContent() {
        content.abandon();
    }

    @Override
    public void startService(GitService service, Completion<Boolean> started) {
        next = Optional.of(() -> {
            try {
                ServiceRelay relay = driver.startService(service);
                return () -> {
                    started.with(true);
                    relay.announced();
                };
            } catch (IOException e) {
                String reason = String.valueOf(e.getMessage());
                return () -> started.failed(reason);
            }
        });
    }

    @Override
    public void serviceInput(long length, Completion<Boolean> moved) {
        next = Optional.of(() -> {
            ServiceRelay relay = driver.relay();
            relay.feed(driver.inflow(length, relay::heard));
            return () -> moved.with(true);
        });
    }

    @Override
    public void sendServiceOutput(long length) {
        outgoing.makeRoom((int) length);
        outgoing.write(serviceOutput);
    }

    @Override
    public void stopService() {
        driver.relay().stop();
    }

    @Override
    public void awaitChange() {
        next = Optional.of(driver::awaitChange);
    }

    @Override
    public void close(String reason) {
        driver.close(reason);
    }
}
