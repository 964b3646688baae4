package wherry.integration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerMethod;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentLock;
import wherry.api.content.IncomingContent;
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.serving.ServedRepositories;
import wherry.api.serving.ServedRepository;
import wherry.api.store.ContentFiles;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;

/** A repository is served and asked over TCP, while the bundles that do so are replaced. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerMethod.class)
public final class DaemonIT {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final AnnexUuid CLIENT = new AnnexUuid("22222222-bbbb-4bbb-8bbb-222222222222");
    private static final String DAEMON = "wherry.daemon";
    private static final String PROTOCOL = "wherry.protocol";
    private static final String STORE = "wherry.store";
    private static final int BYTES = 3_000_000;

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Inject
    private BundleContext context;

    @Inject
    private Links links;

    @Inject
    private Leases leases;

    @Inject
    private Repositories stores;

    @Inject
    private ContentFiles files;

    @Inject
    private ServedRepositories served;

    private Path folder;
    private PeerAddress address;
    private AuthToken token;

    @Configuration
    public Option[] container() throws IOException {
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "home");
        return new Option[] {
            Container.services(),
            Container.commands(),
            Container.storage(),
            Container.contracts(),
            Container.ours("wherry.links", "wherry.filelocks"),
            Container.ours(STORE, PROTOCOL, DAEMON, "wherry.transport.tcpip"),
            property(home, "distribution"),
            property(home, "state"),
            property(home, "configuration"),
            property(home, "bundles"),
            property(home, "programs"),
            property(home, "sockets")
        };
    }

    private static Option property(Path home, String name) {
        return frameworkProperty("wherry." + name).value(home.resolve(name).toString());
    }

    @Before
    public void serve() throws Exception {
        folder = temporary.newFolder("annex").toPath();
        git("init", "-q");
        git("config", "annex.uuid", "11111111-aaaa-4aaa-8aaa-111111111111");
        git("config", "annex.version", "10");
        git("commit", "-q", "--allow-empty", "-m", "first");
        git("branch", "git-annex");
        while (!links.netnames().contains("tcpip")) {
            Thread.sleep(10);
        }
        try (Repository repository = stores.open(folder)) {
            address = links.addresses(repository, "tcpip").get(0);
            repository.credentials().addAddress(address);
            token = repository.credentials().issue(address);
        }
        ServedRepository now = served.serve(folder);
        assertThat(now.problems().toString(), now.problems().isEmpty(), is(true));
    }

    @After
    public void unserve() throws IOException {
        newest(ServedRepositories.class).unserve(folder);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        String[] command = Stream.concat(
                        Stream.of("git", "-c", "user.name=test", "-c", "user.email=test@localhost"),
                        Stream.of(arguments))
                .toArray(String[]::new);
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output, git.waitFor(), is(0));
    }

    private PeerConnection open() throws IOException, InterruptedException {
        return newest(Dialer.class).open(address, CLIENT, token, TIME);
    }

    private <S> S newest(Class<S> type) {
        try {
            ServiceReference<S> last = context.getServiceReferences(type, null).stream()
                    .max((a, b) -> Long.compare(
                            a.getBundle().getBundleId(), b.getBundle().getBundleId()))
                    .orElseThrow();
            return context.getService(last);
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Key file(String name) throws IOException {
        byte[] bytes = new byte[BYTES];
        new Random(name.hashCode()).nextBytes(bytes);
        Path file = temporary.getRoot().toPath().resolve(name);
        Files.write(file, bytes);
        return files.keyOf(file);
    }

    private boolean put(PeerConnection peer, String name, Key key) throws IOException {
        return peer.put(
                        key,
                        AssociatedFile.NONE,
                        files.source(temporary.getRoot().toPath().resolve(name)))
                .done();
    }

    @Test
    public void contentAndCommitsGoOverTcp() throws Exception {
        Key key = file("here");
        Path back = temporary.getRoot().toPath().resolve("back");
        try (PeerConnection peer = open()) {
            assertThat(peer.uuid(), is(new AnnexUuid("11111111-aaaa-4aaa-8aaa-111111111111")));
            assertThat(peer.present(key), is(false));
            assertThat(put(peer, "here", key), is(true));
            assertThat(peer.present(key), is(true));
            try (IncomingContent arrival = files.incoming(key, back)) {
                assertThat(peer.get(key, AssociatedFile.NONE, arrival), is(true));
            }
            assertThat(Files.mismatch(back, temporary.getRoot().toPath().resolve("here")), is(-1L));
            ContentLock lock = peer.lock(key).orElseThrow();
            try (PeerConnection other = open()) {
                assertThat(other.remove(key, OptionalLong.empty()).done(), is(false));
            }
            lock.release();
            assertThat(peer.remove(key, OptionalLong.of(peer.timestamp() + 100)).done(), is(true));
            assertThat(peer.present(key), is(false));
        }
        ByteArrayOutputStream refs = new ByteArrayOutputStream();
        try (PeerConnection peer = open()) {
            int code = peer.connect(
                    GitService.UPLOAD_PACK,
                    Channels.newChannel(new ByteArrayInputStream("0000".getBytes(StandardCharsets.US_ASCII))),
                    Channels.newChannel(refs));
            assertThat(code, is(0));
        }
        assertThat(refs.toString(StandardCharsets.UTF_8), containsString(" HEAD"));
        awaitUses(bundle(DAEMON), 0);
    }

    @Test
    public void connectionsEndOnTheVersionOnWhichTheyBegan() throws Exception {
        for (String name : new String[] {DAEMON, PROTOCOL, STORE}) {
            Bundle old = bundle(name);
            Key key = file(name);
            try (PeerConnection early = open()) {
                assertThat(early.present(key), is(false));
                assertThat(leases.count(old.getBundleId()), not(is(0)));
                Bundle fresh = context.installBundle("test:" + name, Reversioned.bundle(name, "99.0.0"));
                fresh.start();
                awaitNewConnectionsOn(fresh);
                assertThat(name, put(early, name, key), is(true));
            }
            awaitUses(old, 0);
            old.uninstall();
            try (PeerConnection late = open()) {
                assertThat(name, late.present(key), is(true));
            }
        }
    }

    private void awaitNewConnectionsOn(Bundle fresh) throws Exception {
        int uses = 0;
        while (uses == 0) {
            try (PeerConnection late = open()) {
                uses = leases.count(fresh.getBundleId());
                // Both ends of the connection are in this container.
                if (uses < 2 && !fresh.getSymbolicName().equals(STORE)) {
                    uses = 0;
                }
            }
            Thread.sleep(20);
        }
    }

    @Test
    public void whatIsServedSurvivesARestartOfTheBundle() throws Exception {
        Bundle daemon = bundle(DAEMON);
        daemon.stop();
        daemon.start();
        Key key = file("after");
        while (newest(ServedRepositories.class).list().get(0).addresses().isEmpty()) {
            Thread.sleep(10);
        }
        try (PeerConnection peer = open()) {
            assertThat(put(peer, "after", key), is(true));
        }
    }

    private void awaitUses(Bundle bundle, int uses) throws InterruptedException {
        while (leases.count(bundle.getBundleId()) != uses) {
            Thread.sleep(10);
        }
    }

    private Bundle bundle(String symbolicName) {
        return Stream.of(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }
}
