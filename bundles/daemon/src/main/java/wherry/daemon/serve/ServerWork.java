package wherry.daemon.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.content.ContentAnswer;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerException;
import wherry.api.protocol.Completion;
import wherry.api.protocol.PutOffer;
import wherry.api.protocol.ServerSteps;
import wherry.api.serving.Served;
import wherry.daemon.admission.LinkAuthentication;
import wherry.daemon.flow.BoundedInput;
import wherry.daemon.flow.MachineSteps.Work;
import wherry.daemon.flow.OutgoingBytes;
import wherry.daemon.limit.OverLimitException;

/**
 * Turns the machine's steps into bytes in the outbox, which are written later and together, and into pieces of {@link Work},
 * which are done in their order. Called under the machine's lock, so what may block is left to the work.
 */
final class ServerWork implements ServerSteps {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    private final Connection connection;
    private final OutgoingBytes outgoing;
    private final ContentWork content;
    private final LinkAuthentication authentication;
    private final Deque<Work> left = new ArrayDeque<>();
    private ByteBuffer serviceOutput = ByteBuffer.allocate(0);

    /** The link, as far as steps need it. */
    interface Connection {
        /** What the peer sends next, {@code length} bytes of it. */
        BoundedInput input(long length, LongConsumer progress);

        ServiceRelay startService(GitService service) throws IOException;

        ServiceRelay relay();

        /** The peer is let in to this. */
        void serve(Served served);

        /** The peer waits; unless there are news already, which are told at once. */
        Runnable awaitChange();

        /** Called under the machine's lock. */
        void close(String reason);
    }

    ServerWork(Connection connection, OutgoingBytes outgoing, ContentWork content, LinkAuthentication authentication) {
        this.connection = connection;
        this.outgoing = outgoing;
        this.content = content;
        this.authentication = authentication;
    }

    /** Takes the first of the work that the last steps left. */
    Optional<Work> next() {
        return Optional.ofNullable(left.poll());
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
        left.add(() -> {
            try {
                T answer = question.ask();
                return () -> completion.with(answer);
            } catch (OverLimitException e) {
                return refused(completion, e);
            } catch (IOException e) {
                return refused(completion, refusal, e);
            }
        });
    }

    private static Runnable refused(Completion<?> completion, OverLimitException why) {
        String reason = String.valueOf(why.getMessage());
        return () -> completion.failed(reason);
    }

    /** Its text may tell where the repository is, which is none of the peer's business. */
    private Runnable refused(Completion<?> completion, String refusal, IOException why) {
        LOG.warn("refused peer={} reason={}", authentication.peer(), refusal, why);
        return () -> completion.failed(refusal);
    }

    /** Moves content over the link, which may break in the middle; then the connection is over. */
    private void move(Completion<Boolean> completion, String refusal, Question<Boolean> moving) {
        left.add(() -> {
            try {
                boolean moved = moving.ask();
                return () -> completion.with(moved);
            } catch (StoreException | PeerException e) {
                return refused(completion, refusal, e);
            }
        });
    }

    /** Something that is not answered, and may block all the same. */
    private void later(Runnable task) {
        left.add(() -> {
            task.run();
            return () -> {};
        });
    }

    @Override
    public void transmit(ByteBuffer bytes) {
        outgoing.write(bytes);
    }

    @Override
    public void authenticate(String claimedUuid, AuthToken token, Completion<Optional<AnnexUuid>> admitted) {
        left.add(() -> {
            try {
                Optional<Served> served = authentication.admit(claimedUuid, token);
                served.ifPresent(connection::serve);
                return () -> admitted.with(served.map(Served::uuid));
            } catch (OverLimitException e) {
                Runnable refusal = refused(admitted, e);
                return () -> {
                    refusal.run();
                    // Whoever has too many links would only take a place of those who wait to be let in.
                    connection.close("over a limit");
                };
            } catch (StoreException e) {
                return refused(admitted, "tokens cannot be checked now", e);
            }
        });
    }

    @Override
    public void checkPresent(Key key, Completion<Boolean> present) {
        answer(present, "the store could not tell whether the content is present", () -> content.present(key));
    }

    @Override
    public void lockContent(Key key, Completion<Boolean> locked) {
        answer(locked, "the content could not be locked", () -> content.lock(key));
    }

    @Override
    public void unlockContent() {
        later(content::unlock);
    }

    @Override
    public void removeContent(Key key, OptionalLong before, Completion<ContentAnswer> gone) {
        answer(gone, "the content could not be removed", () -> content.remove(key, before));
    }

    @Override
    public void timestamp(Completion<Long> seconds) {
        answer(seconds, "there is no clock", content::timestamp);
    }

    @Override
    public void openContent(Key key, AssociatedFile file, long offset, Completion<OptionalLong> length) {
        answer(length, "the content could not be opened", () -> content.open(key, file, authentication.peer(), offset));
    }

    @Override
    public void sendContent(Completion<Boolean> unchanged) {
        move(unchanged, "the content could not be read", content::send);
    }

    @Override
    public void closeContent(boolean delivered) {
        later(() -> content.finishSending(delivered));
    }

    @Override
    public void prepareContent(Key key, AssociatedFile file, Completion<PutOffer> offer) {
        answer(offer, "the content cannot be received now", () -> content.prepare(key, file, authentication.peer()));
    }

    @Override
    public void receiveContent(long length, Completion<Boolean> received) {
        move(
                received,
                "the content could not be received",
                () -> content.receive(connection.input(length, content::moved)));
    }

    @Override
    public void storeContent(boolean complete, Completion<ContentAnswer> stored) {
        answer(stored, "the content could not be stored", () -> content.keep(complete));
    }

    @Override
    public void abandonContent() {
        later(content::abandon);
    }

    @Override
    public void startService(GitService service, Completion<Boolean> started) {
        left.add(() -> {
            try {
                ServiceRelay relay = connection.startService(service);
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
        left.add(() -> {
            ServiceRelay relay = connection.relay();
            relay.feed(connection.input(length, relay::heard));
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
        connection.relay().stop();
    }

    @Override
    public void bypass(List<AnnexUuid> uuids) {
        content.bypass(uuids);
    }

    @Override
    public void awaitChange() {
        left.add(connection::awaitChange);
    }

    @Override
    public void close(String reason) {
        connection.close(reason);
    }
}
