package wherry.daemon.repository;

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
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.node.Lease;
import wherry.api.node.Served;
import wherry.api.node.ServedRepository;
import wherry.api.node.Used;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.TokenDigest;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.daemon.admission.RightsReview;
import wherry.daemon.serve.ServerDriver;

/** One repository under its addresses. Thread-safe. */
final class ServedFolder {
    private static final Logger STRANGERS = LoggerFactory.getLogger("wherry.strangers");

    private final Path folder;
    private final NodeServices node;
    private final RightsReview review;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Optional<OpenAnnex> annex = Optional.empty();
    private volatile List<Exposure> exposures = List.of();
    private volatile Optional<String> problem = Optional.empty();
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
        this.review = new RightsReview(rights, () -> node.resources().get().admission());
    }

    Path folder() {
        return folder;
    }

    ServeMode rights() {
        return review.admittedPeers().rights();
    }

    /** Changes what every peer may do at most, also for those that are connected. */
    void limit(ServeMode rights) {
        review.admittedPeers().limit(rights);
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
        return current.isPresent()
                ? review.admittedPeers()
                        .review(current.get().repository().credentials().peers())
                : 0;
    }

    Map<TokenDigest, Integer> connected() {
        return review.admittedPeers().byToken();
    }

    boolean troubled() {
        return problem.isPresent();
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

    private Used<Repositories> newestStore() throws StoreException {
        return node.stores()
                .use("repository " + folder)
                .orElseThrow(() -> new StoreException("the bundle that opens repositories is missing"));
    }

    private OpenAnnex renew(Repositories store) throws StoreException {
        try {
            boolean another = outdated();
            OpenAnnex fresh = new OpenAnnex(store, store.open(folder));
            try {
                requireHere(fresh.repository());
                replace(List.copyOf(expose(fresh.repository())), Optional.of(fresh));
            } catch (StoreException | RuntimeException e) {
                fresh.letGo();
                throw e;
            }
            if (another) {
                // They talk to a repository that is there no more, and would write into this one.
                cutLinks();
            }
            problem = exposures.isEmpty()
                    ? Optional.of("The repository has no P2P address; \"wherry serve\" gives it one.")
                    : Optional.empty();
            return fresh;
        } catch (StoreException e) {
            problem = Optional.of(Objects.requireNonNullElse(e.getMessage(), "The repository cannot be opened."));
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
    }

    private void serve(Link link) {
        String purpose = "peer " + link.remote();
        Optional<Used<ProtocolEngine>> engine = node.engines().use(purpose);
        Optional<Used<Repositories>> store = node.stores().use(purpose);
        try (Lease own = node.leaseOwnBundle(purpose)) {
            if (engine.isPresent() && store.isPresent()) {
                serve(link, engine.get().service(), store.get().service());
            } else {
                STRANGERS.warn("link refused, no protocol or store there peer={}", link.remote());
            }
        } catch (StoreException e) {
            STRANGERS.warn("link refused peer={} folder={}", link.remote(), folder, e);
        } finally {
            store.ifPresent(Used::close);
            engine.ifPresent(Used::close);
        }
    }

    private void serve(Link link, ProtocolEngine engine, Repositories store) throws StoreException {
        OpenAnnex used = hold(store);
        links.add(link);
        try {
            if (closed) {
                link.close();
            }
            Repository repository = used.repository();
            new ServerDriver(
                            link,
                            Served.of(repository),
                            engine.server(repository.uuid(), rights()),
                            node.resources().get(),
                            review)
                    .run();
        } finally {
            links.remove(link);
            used.letGo();
        }
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
        List<String> problems = new ArrayList<>();
        problem.ifPresent(problems::add);
        now.forEach(exposure -> exposure.problem().ifPresent(problems::add));
        return new ServedRepository(
                folder,
                annex.map(open -> open.repository().uuid()),
                rights(),
                now.stream().map(Exposure::address).toList(),
                review.admittedPeers().count(),
                problems);
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
