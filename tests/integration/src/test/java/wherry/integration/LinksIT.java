package wherry.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerMethod;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import wherry.api.link.Exposure;
import wherry.api.link.Link;
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.UnreachableException;
import wherry.api.store.Repository;

/** Links live on while their transports come, go and are replaced. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerMethod.class)
public final class LinksIT {
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final String TCPIP = "wherry.transport.tcpip";
    private static final String UNIX = "wherry.transport.unix";

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Inject
    private BundleContext context;

    @Inject
    private Links links;

    @Inject
    private Leases leases;

    private Optional<Exposure> exposure = Optional.empty();

    @Configuration
    public Option[] container() {
        return new Option[] {
            Container.services(),
            Container.commands(),
            Container.contracts(),
            Container.ours("wherry.links", TCPIP, UNIX)
        };
    }

    @Before
    public void awaitTransports() throws Exception {
        while (links.netnames().size() < 2) {
            Thread.sleep(10);
        }
    }

    @After
    public void end() {
        exposure.ifPresent(Exposure::close);
    }

    @Test
    public void allTransportsReachTheAcceptor() throws Exception {
        assertThat(links.netnames(), contains("tcpip", "unix"));
        for (String netname : links.netnames()) {
            PeerAddress address = expose(netname);
            try (Link link = links.dial(address, TIME)) {
                assertThat(echo(link, netname), is(netname));
            }
            exposure.ifPresent(Exposure::close);
        }
    }

    @Test
    public void anOpenLinkOutlivesTheBundleOfItsTransport() throws Exception {
        PeerAddress address = expose("tcpip");
        Bundle old = bundle(TCPIP);
        try (Link early = links.dial(address, TIME)) {
            assertThat(echo(early, "before"), is("before"));
            install(TCPIP, "99.0.0");
            awaitUses(old, 1);
            try (Link late = links.dial(address, TIME)) {
                assertThat(leases.count(old.getBundleId()), is(1));
                old.uninstall();
                assertThat(echo(early, "after"), is("after"));
                assertThat(echo(late, "new"), is("new"));
            }
        }
        awaitUses(old, 0);
        try (Link last = links.dial(address, TIME)) {
            assertThat(echo(last, "last"), is("last"));
        }
        assertThat(exposure.orElseThrow().problem(), is(Optional.empty()));
    }

    @Test
    public void anUpdateInPlaceRefusesNoLink() throws Exception {
        PeerAddress address = expose("unix");
        Path socket = Path.of(address.address());
        Object file = Files.getAttribute(socket, "unix:ino");
        try (Link early = links.dial(address, TIME)) {
            bundle(UNIX).update(Reversioned.bundle(UNIX, "99.0.0"));
            assertThat(echo(early, "early"), is("early"));
            try (Link late = links.dial(address, TIME)) {
                assertThat(echo(late, "late"), is("late"));
            }
        }
        assertThat(Files.getAttribute(socket, "unix:ino"), is(file));
    }

    @Test
    public void withoutItsTransportAnAddressCannotBeDialledUntilItIsBack() throws Exception {
        PeerAddress address = expose("tcpip");
        Bundle transport = bundle(TCPIP);
        transport.stop();
        UnreachableException e = assertThrows(UnreachableException.class, () -> links.dial(address, TIME));
        assertThat(e.getMessage(), containsString("no transport for the network tcpip"));
        transport.start();
        try (Link link = links.dial(address, TIME)) {
            assertThat(echo(link, "back"), is("back"));
        }
    }

    @Test
    public void theEndOfTheBundleClosesLinksAndSockets() throws Exception {
        PeerAddress address = expose("unix");
        try (Link link = links.dial(address, TIME)) {
            bundle("wherry.links").stop();
            assertThat(link.channel().isOpen(), is(false));
        }
        assertThat(Files.exists(Path.of(address.address())), is(false));
    }

    private PeerAddress expose(String netname) throws Exception {
        Repository repository = StandInRepository.in(folder.getRoot().toPath(), Map.of());
        PeerAddress address = links.addresses(repository, netname).get(0);
        Exposure exposed = links.expose(repository, address, LinksIT::serveEcho);
        exposure = Optional.of(exposed);
        assertThat(exposed.problem(), is(Optional.empty()));
        return address;
    }

    private static void serveEcho(Link link) {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        try {
            while (link.channel().read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    link.channel().write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            link.close();
        }
    }

    private static String echo(Link link, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        link.channel().write(bytes);
        ByteBuffer answer = ByteBuffer.allocate(bytes.capacity());
        while (answer.hasRemaining() && link.channel().read(answer) >= 0) {
            // goes on to the end
        }
        return UTF_8.decode(answer.flip()).toString();
    }

    private void install(String symbolicName, String version) throws Exception {
        context.installBundle("test:" + symbolicName + ":" + version, Reversioned.bundle(symbolicName, version))
                .start();
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
