package wherry.integration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.command.Commands;
import wherry.api.link.Links;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.serving.ServedRepositories;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.kit.ScriptedInvocation;

/** The life of a transport in one container: installed, used, updated beside its old version, refused, removed. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public final class HotInstallIT {
    private static final String UNIX = "wherry.transport.unix";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Key ABSENT = Key.parse("SHA256E-s1--00").orElseThrow();

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Inject
    private BundleContext context;

    @Inject
    private Commands commands;

    @Inject
    private Links links;

    @Inject
    private Dialer dialer;

    @Inject
    private Repositories repositories;

    @Inject
    private ServedRepositories served;

    @Configuration
    public Option[] container() throws IOException {
        return new Option[] {Container.nodeInANewHome()};
    }

    @Test
    public void transportComesIsUsedIsReplacedAndGoes() throws Exception {
        Path work = folder.getRoot().toPath();
        try (Repository repository = repositories.open(ThrowawayAnnex.make(work))) {
            assertThat(links.netnames().contains("unix"), is(false));
            assertThat(run("install", Container.jarOf(UNIX).toString()), containsString("installed"));
            Bundle first = installed().get(0);
            PeerAddress address = serveOverUnix(repository);
            try (PeerConnection held = dial(repository, address)) {
                assertThat(held.present(ABSENT), is(false));

                run("install", laterVersion(work).toString());
                assertThat(installed(), hasSize(2));
                assertThat("the old version serves on", first.getState(), is(Bundle.ACTIVE));
                assertThat("old links live", held.present(ABSENT), is(false));
                try (PeerConnection fresh = dial(repository, address)) {
                    assertThat("new links are made", fresh.present(ABSENT), is(false));
                }
                assertThat(installed(), hasSize(2));
            }
            ThrowawayAnnex.await(
                    "the old version goes with its last link", () -> first.getState() == Bundle.UNINSTALLED);
            assertThat(installed(), hasSize(1));

            refusesAnotherApi(work);
            try (PeerConnection still = dial(repository, address)) {
                assertThat(still.present(ABSENT), is(false));
            }

            run("uninstall", "transport-unix");
            ThrowawayAnnex.await("the transport is gone", () -> installed().isEmpty());
            assertThat(links.netnames().contains("unix"), is(false));
            assertThat("others were not touched", links.netnames().contains("tcpip"), is(true));
        } finally {
            served.unserve(work.resolve("repository"));
        }
    }

    @Test
    public void bundlesThatTheUserAddedAreListedAndWhatTheyRunOnIsNot() throws Exception {
        Path added = AlteredJar.write(
                Container.jarOf(UNIX),
                folder.getRoot().toPath().resolve("added.jar"),
                Constants.BUNDLE_SYMBOLICNAME,
                name -> "org.example.added");
        run("install", added.toString());
        assertThat(run("bundles"), containsString("org.example.added"));
        assertThat(run("bundles"), not(containsString("org.apache.felix.framework")));
        assertThat(run("bundles", "--all"), containsString("org.apache.felix.framework"));
        run("uninstall", "org.example.added");
        ThrowawayAnnex.await("the bundle is gone", () -> !links.netnames().contains("unix"));
    }

    private void refusesAnotherApi(Path work) throws IOException {
        Path strange = AlteredJar.write(
                Container.jarOf(UNIX),
                work.resolve("strange.jar"),
                Constants.IMPORT_PACKAGE,
                imports -> imports.replaceAll(
                        "wherry\\.transport\\.api;version=\"[^\"]*\"", "wherry.transport.api;version=\"[2.0,3)\""));
        Path later = AlteredJar.write(
                strange, work.resolve("strange-later.jar"), Constants.BUNDLE_VERSION, version -> "9.0.0");
        ScriptedInvocation call = new ScriptedInvocation(work, "");
        assertThat(commands.run("install", List.of(later.toString()), call), is(1));
        assertThat(call.messages(), containsString("wherry.transport.api"));
        assertThat(installed(), hasSize(1));
    }

    private PeerAddress serveOverUnix(Repository repository) throws Exception {
        PeerAddress address = links.addresses(repository, "unix").get(0);
        repository.credentials().addAddress(address);
        assertThat(served.serve(repository.gitDirectory()).problems(), is(empty()));
        return address;
    }

    private PeerConnection dial(Repository repository, PeerAddress address) throws Exception {
        AuthToken token = repository.credentials().issue(address);
        return dialer.open(address, AnnexUuid.random(), token, PATIENCE);
    }

    private String run(String command, String... arguments) {
        ScriptedInvocation call = new ScriptedInvocation(Path.of("/"), "");
        assertThat(call.messages(), commands.run(command, List.of(arguments), call), is(0));
        return call.output();
    }

    private List<Bundle> installed() {
        return Stream.of(context.getBundles())
                .filter(bundle -> UNIX.equals(bundle.getSymbolicName()))
                .sorted(Comparator.comparingLong(Bundle::getBundleId))
                .toList();
    }

    private static Path laterVersion(Path work) throws IOException {
        return AlteredJar.write(
                Container.jarOf(UNIX), work.resolve("later.jar"), Constants.BUNDLE_VERSION, version -> "8.0.0");
    }
}
