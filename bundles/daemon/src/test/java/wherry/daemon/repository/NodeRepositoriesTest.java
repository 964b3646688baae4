package wherry.daemon.repository;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;
import wherry.api.link.ExposedNetworks;
import wherry.api.node.NewestService;
import wherry.api.peer.PeerAddress;
import wherry.api.serving.ServedRepository;
import wherry.api.store.Repositories;
import wherry.daemon.bench.MemoryAnnex;
import wherry.daemon.bench.TestThreads;
import wherry.daemon.serve.Nodes;
import wherry.kit.CountedLeases;
import wherry.kit.OfferedServices;
import wherry.kit.ScriptedLinks;
import wherry.protocol.P2pProtocolEngine;

public class NodeRepositoriesTest {
    private static final PeerAddress ADDRESS = new PeerAddress("test", "here");

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(30);

    private final TestThreads threads = new TestThreads();
    private final ScriptedLinks links = new ScriptedLinks().with("test", "here");
    private final CountedLeases leases = new CountedLeases();
    private Path folder;
    private Path list;
    private MemoryAnnex annex;
    private NewestService<Repositories> stores;

    @Before
    public void make() throws Exception {
        folder = temporary.newFolder("annex").toPath();
        list = temporary.getRoot().toPath().resolve("repositories");
        annex = new MemoryAnnex(folder, "u1");
        annex.credentials().addAddress(ADDRESS);
    }

    @After
    public void end() {
        threads.close();
    }

    private NodeRepositories node(long bundle) {
        return node(bundle, annex, List.of());
    }

    private NodeRepositories node(long bundle, Repositories store, Collection<Map<String, Object>> versions) {
        stores = OfferedServices.newest(leases, 2, store);
        NodeServices services = new NodeServices(
                links,
                leases,
                bundle,
                OfferedServices.newest(leases, 1, new P2pProtocolEngine()),
                stores,
                new GatewayServices(leases),
                Nodes.supplies(threads, "", Map.of()));
        NodeRepositories node = new NodeRepositories(list, threads, services, versions);
        node.start();
        return node;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    @Test
    public void aRepositoryIsServedUnderItsAddresses() throws Exception {
        NodeRepositories node = node(3);
        ServedRepository served = node.serve(Files.createDirectory(folder.resolve("below")));
        assertThat(
                served,
                is(new ServedRepository(
                        folder,
                        Optional.of(new AnnexUuid("u1")),
                        ServeMode.READ_WRITE,
                        List.of(ADDRESS),
                        0,
                        List.of())));
        assertThat(Files.readString(list), is(folder + "\n"));
        assertThat(node.list(), is(List.of(served)));
        assertThat(links.exposed().size(), is(1));
        assertThat(leases.count(2), is(0));
    }

    @Test
    public void servingAgainTakesUpNewAddresses() throws Exception {
        NodeRepositories node = node(3);
        node.serve(folder);
        PeerAddress second = new PeerAddress("test", "also");
        annex.credentials().addAddress(second);
        assertThat(node.serve(folder).addresses(), is(List.of(second, ADDRESS)));
        assertThat(links.exposed().size(), is(2));
        assertThat(node.list().size(), is(1));
    }

    @Test
    public void whatIsNoRepositoryIsNotServed() throws Exception {
        NodeRepositories node = node(3);
        assertThrows(
                StoreException.class,
                () -> node.serve(temporary.newFolder("other").toPath()));
        assertThat(node.list(), is(List.of()));
        assertThat(Files.exists(list), is(false));
    }

    @Test
    public void unservingForgetsIt() throws Exception {
        NodeRepositories node = node(3);
        node.serve(folder);
        assertThat(node.unserve(folder.resolve("below")), is(true));
        assertThat(node.unserve(folder), is(false));
        assertThat(Files.readString(list), is(""));
        assertThat(links.exposed(), is(List.of()));
    }

    @Test
    public void afterARestartAllIsServedAgain() throws Exception {
        NodeRepositories first = node(3);
        first.serve(folder);
        first.stop();
        assertThat(links.exposed(), is(List.of()));
        NodeRepositories second = node(3);
        await(() -> links.exposed().size() == 1);
        assertThat(second.list().get(0).folder(), is(folder));
        second.stop();
    }

    @Test
    public void whatGitsConfigurationNamesIsExposedWhenTheNodeStarts() throws Exception {
        Files.writeString(list, folder + "\n");
        annex.settings().set(ExposedNetworks.SETTING, List.of("test", "other"));
        links.with("other", "there");
        NodeRepositories node = node(3);
        await(() -> links.exposed().size() == 2);
        assertThat(annex.credentials().addresses(), is(List.of(new PeerAddress("other", "there"), ADDRESS)));
        node.stop();
    }

    @Test
    public void aConfiguredNetworkIsExposedWhenItComes() throws Exception {
        annex.settings().set(ExposedNetworks.SETTING, "other");
        NodeRepositories node = node(3);
        ServedRepository served = node.serve(folder);
        assertThat(served.addresses(), is(List.of(ADDRESS)));
        assertThat(served.problems(), is(List.of("annex.expose-p2p-via names other: there is no network other")));
        node.networks(links.with("other", "there").netnames());
        await(() -> links.exposed().size() == 2);
        await(() -> node.list().get(0).problems().isEmpty());
        node.stop();
    }

    @Test
    public void rightsAreKeptUntilOthersAreAskedFor() throws Exception {
        NodeRepositories first = node(3);
        assertThat(first.serve(folder, ServeMode.READ_ONLY).rights(), is(ServeMode.READ_ONLY));
        assertThat(first.serve(folder).rights(), is(ServeMode.READ_ONLY));
        assertThat(Files.readString(list), is("read-only " + folder + "\n"));
        first.stop();
        NodeRepositories second = node(3);
        assertThat(second.list().get(0).rights(), is(ServeMode.READ_ONLY));
        assertThat(second.serve(folder, ServeMode.READ_WRITE).rights(), is(ServeMode.READ_WRITE));
        assertThat(Files.readString(list), is(folder + "\n"));
        second.stop();
    }

    @Test
    public void aRepositoryThatVanishedIsListedWithItsProblem() throws Exception {
        Path gone = temporary.getRoot().toPath().resolve("gone");
        Files.writeString(list, gone + "\n" + folder + "\n");
        NodeRepositories node = node(3);
        await(() -> links.exposed().size() == 1);
        ServedRepository vanished = node.list().get(0);
        assertThat(vanished.folder(), is(gone));
        assertThat(vanished.uuid(), is(Optional.empty()));
        assertThat(vanished.problems(), is(List.of("there is no repository")));
        assertThat(node.list().get(1).problems(), is(List.of()));
        assertThat(node.unserve(gone), is(true));
        assertThat(Files.readString(list), is(folder + "\n"));
    }

    @Test
    public void aRepositoryWithoutAddressesSaysSo() throws Exception {
        MemoryAnnex bare = new MemoryAnnex(temporary.newFolder("bare").toPath(), "u2");
        NodeRepositories node = node(3, bare, List.of());
        ServedRepository served = node.serve(temporary.getRoot().toPath().resolve("bare"));
        assertThat(served.problems().get(0), containsString("no P2P address"));
    }

    @Test
    public void theProblemsOfAddressesAreTold() throws Exception {
        links.problem("The port is taken.");
        assertThat(node(3).serve(folder).problems(), is(List.of("The port is taken.")));
    }

    @Test
    public void aNewerStoreOpensItAnewWithoutAGap() throws Exception {
        NodeRepositories node = node(3);
        node.serve(folder);
        MemoryAnnex newer = new MemoryAnnex(folder, "u1");
        newer.credentials().addAddress(ADDRESS);
        Object old = links.exposed().get(0).repository();
        stores.add(OfferedServices.of(9, newer));
        await(() -> links.exposed().stream().noneMatch(exposed -> exposed.repository() == old));
        assertThat(links.exposed().size(), is(1));
    }

    @Test
    public void whatANewerVersionOfThisBundleServesIsNotTakenBack() throws Exception {
        Collection<Map<String, Object>> versions = new CopyOnWriteArrayList<>();
        NodeRepositories older = node(3, annex, versions);
        NewestService<Repositories> oldersStores = stores;
        older.serve(folder);
        NodeRepositories newer = node(4);
        await(() -> links.exposed().size() == 2);
        versions.add(Map.of("service.bundleid", 3L));
        versions.add(Map.of("service.bundleid", 4L));
        MemoryAnnex store = new MemoryAnnex(folder, "u1");
        store.credentials().addAddress(ADDRESS);
        Object olders = links.exposed().get(0).repository();
        Object newers = links.exposed().get(1).repository();
        oldersStores.add(OfferedServices.of(9, store));
        stores.add(OfferedServices.of(9, store));
        await(() -> links.exposed().stream().noneMatch(exposed -> exposed.repository() == newers));
        assertThat(links.exposed().stream().anyMatch(exposed -> exposed.repository() == olders), is(true));
        newer.stop();
        versions.remove(Map.of("service.bundleid", 4L));
        oldersStores.add(OfferedServices.of(10, annex));
        await(() -> links.exposed().stream().noneMatch(exposed -> exposed.repository() == olders));
        assertThat(links.exposed().size(), is(1));
    }
}
