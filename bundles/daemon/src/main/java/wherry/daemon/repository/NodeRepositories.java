package wherry.daemon.repository;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.link.Links;
import wherry.api.link.NetworkListener;
import wherry.api.node.ConnectionThreads;
import wherry.api.node.Home;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.UsedRepository;
import wherry.api.peer.TokenDigest;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.serving.ServedRepositories;
import wherry.api.serving.ServedRepository;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.shared.time.Deadlines;

/** Serves the repositories that the user asked for, from the start of the node on. */
@Component(
        service = {ServedRepositories.class, NodeRepositories.class, NetworkListener.class},
        immediate = true)
public final class NodeRepositories implements ServedRepositories, NetworkListener {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.serve");

    private static final String NOT_SERVED = "repository cannot be served folder={}";
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final ConnectionThreads threads;
    private final Deadlines deadlines = new Deadlines();
    private final ServedList list;

    @Reference(
            service = ProtocolEngine.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    @SuppressWarnings("UnusedVariable") // read as that of the node
    private final NewestService<ProtocolEngine> engines;

    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> stores;

    /**
     * The versions of this bundle. Once a newer one has come, it exposes what is served, and this one must not do so anew, or it
     * would win the next links back and never drain. If the newer one goes again, all is as before.
     */
    @Reference(
            service = ServedRepositories.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.PROPERTIES)
    private final Collection<Map<String, Object>> versions;

    private final NodeServices node;
    private final ReentrantLock changing = new ReentrantLock();
    private final List<ServedFolder> folders = new CopyOnWriteArrayList<>();
    private volatile boolean active;

    /**
     * Serves nothing before {@link #start()}.
     *
     * @param context of this bundle
     * @param supplies for connections
     * @param links exposes addresses
     * @param behind what repositories are the gateways of
     * @param leases keep bundles while they are used
     * @param threads for what must go on beside the thread of a link
     */
    @Activate
    public NodeRepositories(
            BundleContext context,
            @Reference ServerSupplies supplies,
            @Reference Links links,
            @Reference GatewayServices behind,
            @Reference Leases leases,
            @Reference ConnectionThreads threads) {
        this(
                Home.of(context).state().resolve("repositories"),
                threads,
                new NodeServices(
                        links,
                        leases,
                        context.getBundle().getBundleId(),
                        new NewestService<>(leases),
                        new NewestService<>(leases),
                        behind,
                        supplies),
                new CopyOnWriteArrayList<>());
    }

    public NodeRepositories(
            Path listFile, ConnectionThreads threads, NodeServices node, Collection<Map<String, Object>> versions) {
        this.threads = threads;
        this.list = new ServedList(listFile);
        this.node = node;
        this.engines = node.engines();
        this.stores = node.stores();
        this.versions = versions;
        stores.whenChanged(this::refreshSoon);
    }

    private boolean inCharge() {
        return active && versions.stream().noneMatch(version -> bundleOf(version) > node.ownBundle());
    }

    private static long bundleOf(Map<String, ?> properties) {
        return properties.get(Constants.SERVICE_BUNDLEID) instanceof Long id ? id : 0;
    }

    /** Exposes what was served before. */
    @Activate
    public void start() {
        try {
            list.read().forEach((folder, rights) -> folders.add(new ServedFolder(folder, rights, node)));
        } catch (StoreException e) {
            LOG.error("served repositories are not known", e);
        }
        active = true;
        refreshSoon();
        retryLater();
    }

    @Deactivate
    public void stop() {
        active = false;
        changing.lock();
        try {
            folders.forEach(ServedFolder::close);
        } finally {
            changing.unlock();
        }
    }

    /** Opening may take long, and whoever brings a service must not wait for that. */
    private void refreshSoon() {
        List<ServedFolder> now = List.copyOf(folders);
        if (inCharge() && !now.isEmpty()) {
            inBackground(() -> now.forEach(this::refresh));
        }
    }

    private void retryLater() {
        deadlines.after(RETRY, () -> {
            if (active) {
                inBackground(this::retry);
                retryLater();
            }
        });
    }

    /** A network that a repository is to be reachable over may have come. */
    @Override
    public void networks(Set<String> netnames) {
        if (inCharge() && !folders.isEmpty()) {
            inBackground(this::retry);
        }
    }

    private void retry() {
        for (ServedFolder folder : folders) {
            try {
                folder.retry();
            } catch (StoreException e) {
                LOG.warn(NOT_SERVED, folder.folder(), e);
            }
        }
    }

    private void inBackground(Runnable work) {
        try {
            threads.start("serve", work);
        } catch (RejectedExecutionException e) {
            LOG.warn("served repositories are not refreshed: too many threads", e);
        }
    }

    private void refresh(ServedFolder folder) {
        try {
            folder.refresh();
        } catch (StoreException e) {
            LOG.warn(NOT_SERVED, folder.folder(), e);
        }
    }

    @Override
    public ServedRepository serve(Path folder) throws StoreException {
        return serve(folder, Optional.empty());
    }

    @Override
    public ServedRepository serve(Path folder, ServeMode rights) throws StoreException {
        return serve(folder, Optional.of(rights));
    }

    private ServedRepository serve(Path folder, Optional<ServeMode> rights) throws StoreException {
        changing.lock();
        try {
            Path top = topOf(folder);
            ServedFolder served = enter(top, rights);
            served.refresh();
            served.review();
            return served.status();
        } finally {
            changing.unlock();
        }
    }

    private ServedFolder enter(Path top, Optional<ServeMode> rights) throws StoreException {
        Map<Path, ServeMode> listed = listed();
        Optional<ServedFolder> known = find(top);
        ServeMode now = rights.orElse(listed.getOrDefault(top, ServeMode.READ_WRITE));
        if (now != listed.put(top, now)) {
            list.write(listed);
        }
        ServedFolder served = known.orElseGet(() -> new ServedFolder(top, now, node));
        if (known.isEmpty()) {
            folders.add(served);
        }
        served.limit(now);
        return served;
    }

    private Path topOf(Path folder) throws StoreException {
        try (UsedRepository open = UsedRepository.open(stores, folder, "serve")) {
            Repository repository = open.repository();
            return repository.workTree().orElseGet(repository::gitDirectory);
        }
    }

    private Optional<ServedFolder> find(Path folder) {
        return folders.stream().filter(served -> served.folder().equals(folder)).findFirst();
    }

    private Map<Path, ServeMode> listed() {
        Map<Path, ServeMode> listed = new LinkedHashMap<>();
        folders.forEach(served -> listed.put(served.folder(), served.rights()));
        return listed;
    }

    @Override
    public boolean unserve(Path folder) throws StoreException {
        changing.lock();
        try {
            Optional<ServedFolder> listed = find(folder.toAbsolutePath().normalize());
            Optional<ServedFolder> served = listed.isPresent() ? listed : findRepository(folder);
            if (served.isEmpty()) {
                return false;
            }
            Map<Path, ServeMode> left = listed();
            left.remove(served.get().folder());
            list.write(left);
            folders.remove(served.get());
            served.get().close();
            served.get().cutLinks();
            return true;
        } finally {
            changing.unlock();
        }
    }

    private Optional<ServedFolder> findRepository(Path folder) {
        try {
            return find(topOf(folder));
        } catch (StoreException e) {
            LOG.debug("no repository folder={}", folder, e);
            return Optional.empty();
        }
    }

    @Override
    public int review(Path gitDirectory) throws StoreException {
        int cut = 0;
        for (ServedFolder served : folders) {
            cut += served.keepsDataIn(gitDirectory) ? served.review() : 0;
        }
        return cut;
    }

    @Override
    public Map<TokenDigest, Integer> connected(Path gitDirectory) {
        Map<TokenDigest, Integer> counts = new HashMap<>();
        folders.stream()
                .filter(served -> served.keepsDataIn(gitDirectory))
                .forEach(served ->
                        served.connected().forEach((token, count) -> counts.merge(token, count, Integer::sum)));
        return counts;
    }

    /** What is served; a copy. */
    List<ServedFolder> folders() {
        return List.copyOf(folders);
    }

    @Override
    public List<ServedRepository> list() {
        if (inCharge()) {
            folders.stream().filter(ServedFolder::outdated).forEach(this::refresh);
        }
        return folders.stream().map(ServedFolder::status).toList();
    }
}
