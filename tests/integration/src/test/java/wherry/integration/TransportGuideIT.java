package wherry.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.UnreachableException;
import wherry.api.store.Repository;

/** The transport of {@code docs/transport-authors.md} is built as it stands there, and does what is said there. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public final class TransportGuideIT {
    private static final Duration TIME = Duration.ofSeconds(10);

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Inject
    private BundleContext context;

    @Inject
    private Links links;

    @Inject
    private Leases leases;

    private final String home = System.getProperty("user.home");

    @Configuration
    public Option[] container() {
        String sockets = Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "wherry-guide-" + ProcessHandle.current().pid())
                .toString();
        Option[] folders = Stream.of("distribution", "state", "configuration", "bundles", "programs", "sockets")
                .map(name -> frameworkProperty("wherry." + name).value(sockets))
                .toArray(Option[]::new);
        return OptionUtils.combine(
                folders,
                Container.services(),
                Container.commands(),
                Container.contracts(),
                Container.ours("wherry.links"));
    }

    @Before
    public void makeFolders() throws IOException {
        Files.createDirectories(sockets());
        System.setProperty("user.home", folder.getRoot().getPath());
    }

    @After
    public void removeFolders() throws IOException {
        System.setProperty("user.home", home);
        Files.delete(sockets());
    }

    @Test
    public void theTransportOfTheGuideWorks() throws Exception {
        Path jar = build();
        Bundle bundle = context.installBundle(jar.toUri().toString());
        bundle.start();
        assertThat(links.netnames(), hasItem("meet"));
        Repository repository = StandInRepository.in(
                folder.newFolder("repository").toPath(), Map.of("annex.p2p-meet-name", List.of("bob")));
        PeerAddress address = links.addresses(repository, "meet").get(0);
        assertThat(address, is(new PeerAddress("meet", "bob")));
        try (Exposure exposure = links.expose(repository, address, TransportGuideIT::greet)) {
            assertThat(exposure.problem(), is(Optional.empty()));
            assertThat(greetingOf(address), is("hello"));
            Bundle next = context.installBundle("test:next", Reversioned.bundle(jar, "1.1.0"));
            next.start();
            while (leases.count(bundle.getBundleId()) > 0) {
                assertThat(greetingOf(address), is("hello"));
            }
            bundle.uninstall();
            assertThat(greetingOf(address), is("hello"));
            bundle = next;
        }
        UnreachableException nobody = assertThrows(UnreachableException.class, () -> links.dial(address, TIME));
        assertThat(nobody.getMessage(), containsString("nobody is there under the name bob"));
        PeerAddress wrong = new PeerAddress("meet", "../escape");
        assertThat(
                assertThrows(UnreachableException.class, () -> links.dial(wrong, TIME))
                        .getMessage(),
                containsString("letters, digits and dashes"));
        bundle.uninstall();
        assertThat(links.netnames(), is(empty()));
    }

    private Path build() throws Exception {
        Guide guide = new Guide(Path.of(System.getProperty("wherry.test.docs"), "transport-authors.md"));
        Path project = folder.newFolder("project").toPath();
        for (Map.Entry<String, String> file : guide.files().entrySet()) {
            Path path = project.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Path distribution = folder.newFolder("wherry").toPath();
        Files.createDirectories(distribution.resolve("bundles/1"));
        Files.copy(
                Path.of(System.getProperty("wherry.test.bundles"), "wherry.transport.api.jar"),
                distribution.resolve("bundles/1/transport-api.jar"));
        run(project, distribution, guide.commands());
        return project.resolve("meet.jar");
    }

    private void run(Path project, Path distribution, String commands) throws Exception {
        assertThat(commands, is(not("")));
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", commands);
        shell.directory(project.toFile());
        shell.environment().put("dist", distribution.toString());
        shell.environment()
                .merge(
                        "PATH",
                        System.getProperty("java.home") + "/bin",
                        (path, jdk) -> jdk + File.pathSeparator + path);
        File output = folder.newFile("output");
        shell.redirectErrorStream(true).redirectOutput(output);
        int code = shell.start().waitFor();
        assertThat(Files.readString(output.toPath()), code, is(0));
    }

    private static void greet(Link link) {
        try {
            link.channel().write(ByteBuffer.wrap(new byte[] {'h', 'e', 'l', 'l', 'o'}));
        } catch (IOException e) {
            link.close();
        }
    }

    private String greetingOf(PeerAddress address) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        try (Link link = links.dial(address, TIME)) {
            while (link.channel().read(buffer) >= 0) {
                assertThat(buffer.hasRemaining(), is(true));
            }
        }
        return UTF_8.decode(buffer.flip()).toString();
    }

    private Path sockets() {
        return Path.of(context.getProperty("wherry.sockets"));
    }
}
