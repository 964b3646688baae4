package wherry.daemon.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.link.Link;
import wherry.api.link.Traffic;
import wherry.api.peer.GitService;
import wherry.api.protocol.ServerMachine;
import wherry.api.serving.Served;
import wherry.api.store.Repository;
import wherry.daemon.admission.LinkAuthentication;
import wherry.daemon.flow.BoundedInput;
import wherry.daemon.flow.MachineSteps;
import wherry.daemon.flow.MachineSteps.Work;
import wherry.daemon.flow.MinimumRate;
import wherry.daemon.flow.OutgoingBytes;
import wherry.daemon.git.RunningService;
import wherry.daemon.limit.Claimant;
import wherry.shared.time.Deadlines.Deadline;

/**
 * Serves one link: moves bytes between it and a machine, and carries out what the machine asks for.
 *
 * <p>Two locks. {@code driving} is held by whoever reads commands and does the work that follows: the link's thread, or the one
 * that delivers news while the link's thread only listens for the peer's end. That of {@link MachineSteps} is also taken by the thread that
 * relays a git service's output. Nobody waits for the peer while holding it, and while a git service runs nobody who reads from the peer waits for writing to it.
 */
public final class ServerDriver implements ServiceRelay.Listener, ServerWork.Connection, MachineSteps.Input {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");
    private static final Logger STRANGERS = LoggerFactory.getLogger("wherry.strangers");

    /** More than that is not kept waiting while the peer's next lines are taken in. */
    private static final int MOST_WAITING = ServerResources.CONTENT_BYTES;

    /** How long the last answer may take to be written. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    /** How long git may work for a peer that has gone: a fetch is of no use to anybody then, while a push may run hooks. */
    private static final Map<GitService, Duration> WINDING_UP =
            Map.of(GitService.UPLOAD_PACK, Duration.ofSeconds(2), GitService.RECEIVE_PACK, Duration.ofSeconds(60));

    private final Link link;
    private volatile Served served;
    private final ServerMachine machine;
    private final ServerResources resources;
    private final MinimumRate sending;
    private final Traffic traffic;
    private final ByteChannel counted;
    private final OutgoingBytes outgoing;
    private final ContentWork content;
    private final LinkAuthentication authentication;
    private final ChangeFeed changes;
    private final ServerWork work;
    private final ReentrantLock driving = new ReentrantLock();
    private final MachineSteps steps;
    private final AtomicBoolean farewellSaid = new AtomicBoolean();
    private final ByteBuffer input;
    private volatile Optional<ServiceRelay> relay = Optional.empty();
    private volatile boolean closed;
    private volatile Deadline lastWords = () -> {};
    private boolean released;

    /**
     * Does nothing yet.
     *
     * @param link stays the caller's to close; closed early when its peer is done with
     * @param choice what the peer can reach: its token names which, and without one it is the first
     * @param machine new
     * @param resources shared
     */
    public ServerDriver(Link link, List<Served> choice, ServerMachine machine, ServerResources resources) {
        this.link = link;
        this.served = choice.get(0);
        this.machine = machine;
        this.resources = resources;
        this.sending = new MinimumRate(resources.deadlines(), resources.pacing().transfer(), this::tooSlow);
        this.traffic = link.traffic();
        this.counted = traffic.counting(link.channel());
        this.outgoing = new OutgoingBytes(counted, resources.supplies(this::claimant), sending);
        this.content = new ContentWork(served, link, traffic, outgoing, resources, this::claimant, sending);
        this.authentication = new LinkAuthentication(link, choice, resources.admission(), this::permit);
        this.changes = new ChangeFeed(
                resources.refs(), () -> this.served.git().map(Repository::gitDirectory), this::deliverLater);
        this.work = new ServerWork(this, outgoing, content, authentication);
        this.steps = new MachineSteps(() -> machine.poll(work), work::next);
        this.input = resources.lines().take();
    }

    private Claimant claimant() {
        return authentication.claimant();
    }

    private void tooSlow() {
        LOG.info("link cut, its peer does not take what it asked for peer={}", link.remote());
        link.close();
    }

    /**
     * Lets the peer in without AUTH. To be called before {@link #run}, with a machine that does not expect it either.
     *
     * @param peer who it is
     */
    public void letIn(AnnexUuid peer) {
        authentication.letIn(peer);
    }

    /** Serves until the link ends; never throws because of a peer. */
    public void run() {
        driving.lock();
        try {
            input.flip();
            serve();
        } catch (IOException e) {
            LOG.debug("link broke peer={}", link.remote(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            (authentication.admitted() ? LOG : STRANGERS)
                    .error("connection given up for a fault of ours peer={}", link.remote(), e);
        } finally {
            driving.unlock();
            release();
        }
    }

    private void serve() throws IOException, InterruptedException {
        if (authentication.admitted()) {
            drive(() -> {});
        }
        while (!closed && read()) {
            drive(() -> machine.receive(input));
        }
        if (!closed) {
            drive(machine::end);
        } else if (farewellSaid.get()) {
            dropTheRest();
        }
    }

    private void dropTheRest() throws IOException {
        int count = 0;
        while (count >= 0) {
            count = counted.read(input.clear());
        }
    }

    private boolean read() throws IOException {
        input.compact();
        if (!input.hasRemaining()) {
            throw new IOException("the peer sends on while it waits for a change");
        }
        try {
            return changes.waiting() ? readWhileWaiting() : counted.read(input) >= 0;
        } finally {
            input.flip();
        }
    }

    /** Others may drive meanwhile and feed what is left in {@link #input}; so it is not read into. */
    private boolean readWhileWaiting() throws IOException {
        ByteBuffer aside = resources.lines().take();
        aside.limit(Math.min(aside.limit(), input.remaining()));
        input.flip();
        driving.unlock();
        try {
            return counted.read(aside) >= 0;
        } finally {
            driving.lock();
            input.compact();
            input.put(aside.flip());
            resources.lines().give(aside);
        }
    }

    private void drive(Runnable mutation) throws IOException, InterruptedException {
        steps.drive(mutation, this);
        if (closed || relay.isEmpty()) {
            outgoing.flush();
        }
        sayFarewell();
    }

    @Override
    public void serve(Served now) {
        served = now;
        content.serve(now);
    }

    @Override
    public ByteBuffer bytes() {
        return input;
    }

    @Override
    public void feed(ByteBuffer bytes) {
        machine.receive(bytes);
    }

    @Override
    public boolean worked() throws IOException {
        if (relay.isEmpty() && outgoing.waiting() > MOST_WAITING) {
            outgoing.flush();
        }
        return !closed && !changes.waiting();
    }

    /** Called when the peer is let in, and by whoever changes its rights meanwhile. */
    private void permit(ServeMode mode) {
        steps.alone(() -> machine.permit(mode));
    }

    /** Lets the peer read the last answer, which a plain close would take from it if it has sent something meanwhile. */
    private void sayFarewell() {
        if (closed
                && (authentication.admitted() || authentication.tooMany())
                && farewellSaid.compareAndSet(false, true)) {
            lastWords.close();
            lastWords = resources.deadlines().after(resources.farewell(), link::close);
            try {
                link.shutdownOutput();
            } catch (IOException e) {
                link.close();
            }
        }
    }

    @Override
    public BoundedInput input(long length, LongConsumer progress) {
        return new BoundedInput(input, counted, length, progress);
    }

    @Override
    public void close(String reason) {
        LOG.debug("closing peer={} reason={}", link.remote(), reason);
        closed = true;
        lastWords = resources.deadlines().after(LAST_WORDS, link::close);
    }

    @Override
    public ServiceRelay startService(GitService service) throws IOException {
        Repository repository =
                served.git().orElseThrow(() -> new IOException("there is content here, and no git repository"));
        RunningService running = resources.launch(service, repository, claimant());
        ServiceRelay started = new ServiceRelay(
                running,
                WINDING_UP.getOrDefault(service, Duration.ZERO),
                resources.pacing().silence(service),
                this,
                resources);
        try {
            resources.threads().start(service.command() + "-output", () -> {
                started.run();
                if (service == GitService.RECEIVE_PACK) {
                    mergePushed(repository);
                }
            });
        } catch (RejectedExecutionException e) {
            started.stop();
            running.stop();
            throw new IOException("the repository's node is too busy", e);
        }
        relay = Optional.of(started);
        return started;
    }

    /** A git-annex branch that came with a push: git's hooks see to it only where git-annex is installed. */
    private static void mergePushed(Repository repository) {
        try {
            repository.branch().merge();
        } catch (StoreException e) {
            LOG.warn("cannot merge what was pushed to folder={}: {}", repository.gitDirectory(), e.toString());
        }
    }

    @Override
    public ServiceRelay relay() {
        return relay.orElseThrow(() -> new IllegalStateException("no git service was started"));
    }

    @Override
    public void output(ByteBuffer bytes) throws IOException {
        Optional<Work> unused = steps.step(() -> {
            if (!closed) {
                work.offerOutput(bytes);
                machine.serviceOutput(bytes.remaining());
            }
        });
        outgoing.flush();
    }

    @Override
    public void ended(int exitCode) throws IOException {
        Optional<Work> unused = steps.step(() -> {
            if (!closed) {
                machine.serviceEnded(exitCode);
            }
        });
        outgoing.flush();
        sayFarewell();
    }

    @Override
    public void broken() {
        link.close();
    }

    @Override
    public Runnable awaitChange() {
        changes.await();
        Optional<List<String>> news = changes.news();
        return news.isPresent() ? () -> machine.changed(news.get()) : () -> {};
    }

    /** Called by the watch of the refs, which must not wait for a peer. */
    private void deliverLater() {
        try {
            resources.threads().start("news", this::deliver);
        } catch (RejectedExecutionException e) {
            link.close();
        }
    }

    private void deliver() {
        driving.lock();
        try {
            Optional<List<String>> news = released ? Optional.empty() : changes.news();
            if (news.isPresent()) {
                drive(() -> machine.changed(news.get()));
            }
        } catch (IOException e) {
            LOG.debug("link broke peer={}", link.remote(), e);
            link.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            link.close();
        } catch (RuntimeException e) {
            (authentication.admitted() ? LOG : STRANGERS)
                    .error("connection given up for a fault of ours peer={}", link.remote(), e);
            link.close();
        } finally {
            driving.unlock();
        }
    }

    private void release() {
        // First, so that nobody holds on to the lock for the peer's sake.
        link.close();
        lastWords.close();
        driving.lock();
        try {
            released = true;
            relay.ifPresent(ServiceRelay::stop);
            content.close();
            changes.close();
            authentication.close();
            outgoing.close();
            sending.close();
            resources.lines().give(input);
        } finally {
            driving.unlock();
        }
    }
}
