package wherry.daemon.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.node.Lease;
import wherry.api.node.Used;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.TokenDigest;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.serving.Served;
import wherry.api.serving.ServedRepository;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.daemon.admission.RightsReview;
import wherry.daemon.serve.ServerDriver;

/** One repository under its addresses. Thread-safe. */
final class ServedFolder {
    private static final Logger STRANGERS = LoggerFactory.getLogger("wherry.strangers");

    private final Path folder;
    private final NodeServices node;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile ServeMode rights;
    private volatile Optional<RightsReview> review = Optional.empty();
    private volatile Optional<OpenAnnex> annex = Optional.empty();
    private volatile List<Exposure> exposures = List.of();
    private volatile List<String> problems = List.of();
    private volatile boolean closed;

    /**
     * Serves nothing until {@link #refresh()}.
     *
     * @param folder in the repository
     * @param rights what every peer may do at most
     * @param node the rest of the node
     */
    ServedFolder(Path folder, ServeMode rights, NodeServices node) {
        this.folder = folder;
        this.node = node;
        this.rights = rights;
    }

    Path folder() {
        return folder;
    }

    ServeMode rights() {
        return rights;
    }

    /** Changes what every peer may do at most, also for those that are connected. */
    void limit(ServeMode now) {
        rights = now;
        node.resources().get().admission().reviews().permitAnew();
    }

    /** Whether this is the repository with a certain git directory; false while it cannot be opened. */
    boolean keepsDataIn(Path gitDirectory) {
        return annex.map(open -> open.repository().gitDirectory().equals(gitDirectory))
                .orElse(false);
    }

    /**
     * Makes a change of tokens and rights count for links that are open.
     *
     * @return how many were cut
     * @throws StoreException if the repository's peers cannot be read
     */
    int review() throws StoreException {
        Optional<OpenAnnex> current = annex;
        return current.isPresent() && review.isPresent()
                ? review.get().review(current.get().repository().credentials().peers())
                : 0;
    }

    Map<TokenDigest, Integer> connected() {
        return review.map(RightsReview::byToken).orElse(Map.of());
    }

    boolean troubled() {
        return !problems.isEmpty();
    }

    /** Whether something else lies there now than what is served. */
    boolean outdated() {
        return annex.map(open -> open.repository().replaced()).orElse(false);
    }

    /**
     * Opens the repository anew and exposes the addresses that it lists now. Links that are open go on as they are.
     *
     * @throws StoreException if it cannot be opened; that is then its problem
     */
    void refresh() throws StoreException {
        lock.lock();
        try (Used<Repositories> store = newestStore()) {
            if (!closed) {
                renew(store.service());
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does so if there is a problem, also one that another thread is just about to find.
     *
     * @throws StoreException if it cannot be opened; that is then its problem
     */
    void retry() throws StoreException {
        lock.lock();
        try {
            if (troubled() || outdated()) {
                refresh();
            }
        } finally {
            lock.unlock();
        }
    }

    private Used<Repositories> newestStore() throws StoreException {
        return node.stores()
                .use("repository " + folder)
                .orElseThrow(() -> new StoreException("the bundle that opens repositories is missing"));
    }

    private OpenAnnex renew(Repositories store) throws StoreException {
        try {
            boolean another = outdated();
            OpenAnnex fresh = new OpenAnnex(store, store.open(folder));
            List<String> unreachable;
            try {
                requireHere(fresh.repository());
                unreachable = enableConfigured(fresh.repository());
                replace(List.copyOf(expose(fresh.repository())), Optional.of(fresh));
            } catch (StoreException | RuntimeException e) {
                fresh.letGo();
                throw e;
            }
            if (another) {
                // They talk to a repository that is there no more, and would write into this one.
                cutLinks();
            }
            problems = exposures.isEmpty() && unreachable.isEmpty()
                    ? List.of("The repository has no P2P address; \"wherry serve\" gives it one.")
                    : unreachable;
            return fresh;
        } catch (StoreException e) {
            problems = List.of(Objects.requireNonNullElse(e.getMessage(), "The repository cannot be opened."));
            replace(List.of(), Optional.empty());
            throw e;
        }
    }

    /** Where the repository is gone, another one above its folder may be found. */
    private void requireHere(Repository repository) throws StoreException {
        Path top = repository.workTree().orElseGet(repository::gitDirectory);
        if (!top.equals(folder)) {
            throw new StoreException("there is no repository any more; the folder lies in that of " + top);
        }
    }

    /** What goes wrong there keeps nobody from the addresses that are listed already. */
    private List<String> enableConfigured(Repository repository) {
        try {
            return node.links().enableConfigured(repository);
        } catch (IOException e) {
            return List.of(Objects.requireNonNullElse(e.getMessage(), "The repository's addresses cannot be changed."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("The node is stopping.");
        }
    }

    private List<Exposure> expose(Repository repository) throws StoreException {
        List<Exposure> exposed = new ArrayList<>();
        for (PeerAddress address : repository.credentials().addresses()) {
            exposed.add(node.links().expose(repository, address, this::serve));
        }
        return exposed;
    }

    /** After the new ones are there, so that an address which stays is reachable all the time. */
    private void replace(List<Exposure> exposed, Optional<OpenAnnex> opened) {
        List<Exposure> gone = exposures;
        exposures = exposed;
        gone.forEach(Exposure::close);
        annex.ifPresent(OpenAnnex::letGo);
        annex = opened;
        opened.ifPresent(open -> review =
                Optional.of(node.resources().get().admission().reviews().of(view(open.repository()))));
    }

    private Served view(Repository repository) {
        return Served.of(repository, this::rights);
    }

    private void serve(Link link) {
        String purpose = "peer " + link.remote();
        try (Used<List<Served>> choice = open(purpose);
                Used<ProtocolEngine> engine = engine(purpose)) {
            // Not before: to open what lies there now cuts the links to what lay there before.
            links.add(link);
            if (closed) {
                link.close();
            }
            new ServerDriver(
                            link,
                            choice.service(),
                            engine.service().server(rights),
                            node.resources().get())
                    .run();
        } catch (StoreException e) {
            STRANGERS.warn("link refused peer={} folder={}", link.remote(), folder, e);
        } finally {
            links.remove(link);
        }
    }

    private Used<ProtocolEngine> engine(String purpose) throws StoreException {
        return node.engines()
                .use(purpose)
                .orElseThrow(() -> new StoreException("the bundle that speaks the protocol is missing"));
    }

    /**
     * What can be reached here.
     *
     * @param purpose for lists of leases
     * @return the repository first, then all that has it as its gateway; owned by the caller
     * @throws StoreException if it is not served now
     */
    Used<List<Served>> open(String purpose) throws StoreException {
        Lease own = node.leaseOwnBundle(purpose);
        boolean opened = false;
        try {
            Used<List<Served>> choice = open(purpose, own);
            opened = true;
            return choice;
        } finally {
            if (!opened) {
                own.close();
            }
        }
    }

    private Used<List<Served>> open(String purpose, Lease own) throws StoreException {
        Used<Repositories> store = newestStore();
        boolean opened = false;
        try {
            OpenAnnex used = hold(store.service());
            Used<List<Served>> behind = node.behind().behind(used.repository().uuid(), purpose);
            List<Served> choice = new ArrayList<>(List.of(view(used.repository())));
            behind.service().forEach(served -> choice.add(new LimitedServed(served, this::rights)));
            opened = true;
            return new Used<>(List.copyOf(choice), () -> {
                behind.close();
                used.letGo();
                store.close();
                own.close();
            });
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    /** Whether peers can reach it by an address. */
    boolean reachableAt(PeerAddress address) {
        return exposures.stream().anyMatch(exposure -> exposure.address().equals(address));
    }

    /** Whether it lies in a folder, told by its top or its git directory. */
    boolean liesIn(Path place) {
        return folder.equals(place) || keepsDataIn(place);
    }

    /** What it goes by; empty while it cannot be opened. */
    Optional<AnnexUuid> uuid() {
        return annex.map(open -> open.repository().uuid());
    }

    /** The repository as the given store opened it: a newer store gets it opened anew, and so does what lies there now. */
    private OpenAnnex hold(Repositories store) throws StoreException {
        Optional<OpenAnnex> current = annex;
        if (current.isPresent() && serves(current.get(), store) && current.get().hold()) {
            return current.get();
        }
        lock.lock();
        try {
            if (closed) {
                throw new StoreException("the repository is served no more");
            }
            current = annex;
            OpenAnnex fresh = current.isPresent() && serves(current.get(), store) ? current.get() : renew(store);
            fresh.hold();
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private static boolean serves(OpenAnnex open, Repositories store) {
        return open.openedBy(store) && !open.repository().replaced();
    }

    ServedRepository status() {
        List<Exposure> now = exposures;
        List<String> all = new ArrayList<>(problems);
        now.forEach(exposure -> exposure.problem().ifPresent(all::add));
        return new ServedRepository(
                folder,
                uuid(),
                rights(),
                now.stream().map(Exposure::address).toList(),
                review.map(RightsReview::count).orElse(0),
                all);
    }

    /** Withdraws all addresses; links that are open go on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            replace(List.of(), Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    void cutLinks() {
        links.forEach(Link::close);
    }
}
