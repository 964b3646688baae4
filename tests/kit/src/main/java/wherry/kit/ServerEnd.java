package wherry.kit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;
import wherry.api.protocol.Completion;
import wherry.api.protocol.PutOffer;
import wherry.api.protocol.ServerMachine;
import wherry.api.protocol.ServerSteps;

/**
 * Drives a server machine with a {@link MemoryStore}, without threads: bytes are fed, what it writes is taken. Keeps the law of
 * {@link ServerMachine} to the letter.
 */
public final class ServerEnd implements ServerSteps {
    private static final String CUT = "the link ended within content";

    private final ServerMachine machine;
    private final AnnexUuid uuid;
    private final MemoryStore store;
    private final Set<AuthToken> tokens = new HashSet<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteArrayOutputStream serviceInput = new ByteArrayOutputStream();
    private final Inbox inbox = new Inbox();
    private final Arriving arriving;
    private final List<String> steps = new ArrayList<>();
    private Optional<String> failure = Optional.empty();
    private Optional<MemoryLock> lock = Optional.empty();
    private byte[] sending = new byte[0];
    private byte[] serviceOutput = new byte[0];
    private List<AnnexUuid> others = List.of();
    private boolean changing;
    private boolean full;
    private boolean closed;
    private boolean serving;
    private boolean watching;

    /**
     * Joins a new machine with a store.
     *
     * @param machine of its own
     * @param uuid that it goes by
     * @param store may be shared with others
     */
    public ServerEnd(ServerMachine machine, AnnexUuid uuid, MemoryStore store) {
        this.machine = machine;
        this.uuid = uuid;
        this.store = store;
        this.arriving = new Arriving(store);
    }

    /** What it serves, as given. */
    public MemoryStore store() {
        return store;
    }

    /**
     * Lets a token in.
     *
     * @param token that AUTH succeeds with
     */
    public void admit(AuthToken token) {
        tokens.add(token);
    }

    /**
     * From now on every step that can fail does.
     *
     * @param reason told to the machine
     */
    public void failWith(String reason) {
        failure = Optional.of(reason);
    }

    /**
     * From now on what is done with content is done in other repositories, too.
     *
     * @param uuids of these
     */
    public void alsoIn(List<AnnexUuid> uuids) {
        others = List.copyOf(uuids);
    }

    /** From now on content changes while it is sent. */
    public void changeWhileSending() {
        changing = true;
    }

    /** From now on content that comes cannot be kept. */
    public void fill() {
        full = true;
    }

    /**
     * Bytes from the peer.
     *
     * @param bytes as they come
     */
    public void feed(byte[] bytes) {
        inbox.add(bytes);
        drain();
        goOn();
    }

    /** The peer's end of stream. */
    public void end() {
        inbox.cut();
        drain();
        machine.end();
        drain();
        lock.ifPresent(MemoryLock::letGo);
    }

    /**
     * The git service writes.
     *
     * @param bytes not empty
     */
    public void serviceWrites(byte[] bytes) {
        serviceOutput = bytes.clone();
        machine.serviceOutput(bytes.length);
        drain();
    }

    /**
     * The git service ends.
     *
     * @param exitCode of it
     */
    public void serviceExits(int exitCode) {
        serving = false;
        machine.serviceEnded(exitCode);
        drain();
    }

    /**
     * Refs change.
     *
     * @param objectIds new
     */
    public void changed(List<String> objectIds) {
        watching = false;
        machine.changed(objectIds);
        drain();
        goOn();
    }

    /**
     * What was written to the peer.
     *
     * @return all since the last call
     */
    public byte[] written() {
        byte[] bytes = written.toByteArray();
        written.reset();
        return bytes;
    }

    /**
     * What the git service was given.
     *
     * @return all of it
     */
    public byte[] serviceInput() {
        return serviceInput.toByteArray();
    }

    /**
     * What the machine asked for besides writing.
     *
     * @return names of steps, in order
     */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    /**
     * Whether a git service runs.
     *
     * @return true from its start to its end
     */
    public boolean isServing() {
        return serving && !closed;
    }

    /**
     * Whether the peer waits for a change.
     *
     * @return true until it is told
     */
    public boolean isWatching() {
        return watching && !closed;
    }

    /**
     * Whether the machine has closed the link.
     *
     * @return true after its last step
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * What has come and was not taken.
     *
     * @return bytes
     */
    public int untaken() {
        return inbox.bytes().remaining();
    }

    private void goOn() {
        inbox.pump(machine::receive, this::drain);
    }

    private void drain() {
        boolean more = true;
        while (more) {
            more = machine.poll(this);
        }
    }

    private void step(String name) {
        if (closed) {
            throw new AssertionError(name + " after close");
        }
        steps.add(name);
    }

    private <R> void complete(Completion<R> completion, R result) {
        failure.ifPresentOrElse(completion::failed, () -> completion.with(result));
    }

    @Override
    public void transmit(ByteBuffer bytes) {
        if (closed) {
            throw new AssertionError("bytes after close");
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        written.writeBytes(copy);
    }

    @Override
    public void authenticate(String claimedUuid, AuthToken token, Completion<Optional<AnnexUuid>> admitted) {
        step("authenticate");
        complete(admitted, tokens.contains(token) ? Optional.of(uuid) : Optional.empty());
    }

    @Override
    public void checkPresent(Key key, Completion<Boolean> present) {
        step("checkPresent");
        complete(present, store.has(key));
    }

    @Override
    public void lockContent(Key key, Completion<Boolean> held) {
        step("lockContent");
        lock = failure.isEmpty() ? store.lock(key) : Optional.empty();
        complete(held, lock.isPresent());
    }

    @Override
    public void unlockContent() {
        step("unlockContent");
        lock.orElseThrow().release();
        lock = Optional.empty();
    }

    @Override
    public void removeContent(Key key, OptionalLong before, Completion<ContentAnswer> gone) {
        step("removeContent");
        boolean done = !store.has(key) || (failure.isEmpty() && store.remove(key, before));
        complete(gone, new ContentAnswer(done, others));
    }

    @Override
    public void timestamp(Completion<Long> seconds) {
        step("timestamp");
        complete(seconds, store.seconds());
    }

    @Override
    public void openContent(Key key, AssociatedFile file, long offset, Completion<OptionalLong> length) {
        step("openContent");
        Optional<byte[]> content = store.contentFrom(key, offset);
        sending = content.orElse(new byte[0]);
        complete(length, content.isPresent() ? OptionalLong.of(sending.length) : OptionalLong.empty());
    }

    @Override
    public void sendContent(Completion<Boolean> unchanged) {
        step("sendContent");
        if (failure.isEmpty()) {
            written.writeBytes(sending);
        }
        complete(unchanged, !changing);
    }

    @Override
    public void closeContent(boolean delivered) {
        step(delivered ? "closeContent delivered" : "closeContent undelivered");
    }

    @Override
    public void prepareContent(Key key, AssociatedFile file, Completion<PutOffer> offer) {
        step("prepareContent");
        boolean present = store.has(key);
        complete(offer, present ? new PutOffer(OptionalLong.empty(), others) : PutOffer.from(arriving.begin(key)));
    }

    @Override
    public void receiveContent(long length, Completion<Boolean> received) {
        step("receiveContent");
        Consumer<byte[]> done = bytes -> {
            arriving.add(bytes);
            received.with(!full);
        };
        inbox.expect(length, done, () -> {
            arriving.add(inbox.movedSoFar());
            received.failed(CUT);
        });
    }

    @Override
    public void storeContent(boolean complete, Completion<ContentAnswer> stored) {
        step(complete ? "storeContent complete" : "storeContent incomplete");
        boolean success = failure.isEmpty() && arriving.store(complete);
        complete(stored, new ContentAnswer(success, others));
    }

    @Override
    public void abandonContent() {
        step("abandonContent");
        arriving.keep();
    }

    @Override
    public void startService(GitService service, Completion<Boolean> started) {
        step("startService " + service.command());
        serving = failure.isEmpty();
        complete(started, true);
    }

    @Override
    public void serviceInput(long length, Completion<Boolean> moved) {
        step("serviceInput");
        Consumer<byte[]> done = bytes -> {
            serviceInput.writeBytes(bytes);
            moved.with(true);
        };
        inbox.expect(length, done, () -> moved.failed(CUT));
    }

    @Override
    public void sendServiceOutput(long length) {
        step("sendServiceOutput");
        if (length != serviceOutput.length) {
            throw new AssertionError("announced " + serviceOutput.length + ", to be sent " + length);
        }
        written.writeBytes(serviceOutput);
    }

    @Override
    public void stopService() {
        step("stopService");
    }

    @Override
    public void bypass(List<AnnexUuid> uuids) {
        step("bypass " + uuids);
    }

    @Override
    public void awaitChange() {
        step("awaitChange");
        watching = true;
    }

    @Override
    public void close(String reason) {
        step("close");
        lock.ifPresent(MemoryLock::letGo);
        closed = true;
    }
}
