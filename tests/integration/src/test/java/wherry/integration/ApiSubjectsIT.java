package wherry.integration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.branch.BranchLog;
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

/** Subjects of the api come and change in a node that a peer is connected to: whoever is not wired to them notices nothing. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerMethod.class)
public final class ApiSubjectsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Key ABSENT = Key.parse("SHA256E-s1--00").orElseThrow();
    private static final String REMOTE = "wherry.api.remote";
    private static final String WANTED = "wherry.api.wanted";
    private static final String JUDGE = "wherry.preferredcontent";
    private static final String COMMANDS = "wherry.annexcommands";

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

    private Path repository;
    private PeerAddress address;
    private AuthToken token;

    @Configuration
    public Option[] container() throws IOException {
        return new Option[] {Container.nodeInANewHome(), Container.ours(JUDGE, COMMANDS)};
    }

    @Before
    public void serveAFileThatHasToStay() throws Exception {
        repository = ThrowawayAnnex.make(folder.getRoot().toPath());
        Files.writeString(repository.resolve("file"), "content");
        ThrowawayAnnex.await("commands are there", () -> annex("add", "file").isEmpty());
        while (!links.netnames().contains("tcpip")) {
            Thread.sleep(10);
        }
        try (Repository open = repositories.open(repository)) {
            open.branch().record(BranchLog.REQUIRED_CONTENT, open.uuid(), "include=*");
            open.branch().commit();
            address = links.addresses(open, "tcpip").get(0);
            open.credentials().addAddress(address);
            token = open.credentials().issue(address);
        }
        assertThat(served.serve(repository).problems(), hasSize(0));
    }

    @After
    public void leaveNothingForTheNextNode() throws IOException {
        served.unserve(repository);
        try (Stream<Path> jars = Files.list(Path.of(context.getProperty("wherry.bundles")))) {
            for (Path jar : jars.toList()) {
                Files.delete(jar);
            }
        }
    }

    @Test
    public void aNewSubjectAndItsUserComeWhileContentIsOnTheWay() throws Exception {
        JarSource sources = new JarSource(folder.newFolder("example").toPath());
        Path subject = sources.jar(
                "wherry.api.example.Counter",
                "package wherry.api.example; public interface Counter { long value(); }",
                Map.of(
                        "Bundle-SymbolicName", "wherry.api.example",
                        "Bundle-Version", "1.0.0",
                        "Export-Package", "wherry.api.example;version=1.0.0"));
        Path user = sources.jar(
                "org.example.counting.Activator",
                "package org.example.counting; import org.osgi.framework.*; import wherry.api.example.Counter;"
                        + "public final class Activator implements BundleActivator {"
                        + "  public void start(BundleContext context) {"
                        + "    context.registerService(Counter.class, () -> 42L, null); }"
                        + "  public void stop(BundleContext context) {} }",
                Map.of(
                        "Bundle-SymbolicName", "org.example.counting",
                        "Bundle-Version", "1.0.0",
                        "Bundle-Activator", "org.example.counting.Activator",
                        "Import-Package", "org.osgi.framework,wherry.api.example;version=\"[1.0,2)\""));
        PausingContent content = new PausingContent(PATIENCE);
        try (PeerConnection peer = dial()) {
            CompletableFuture<Boolean> put = CompletableFuture.supplyAsync(() -> put(peer, content));
            assertThat(content.begins(), is(true));

            List<Long> before = started();
            assertThat(run("install", subject.toString(), user.toString()), containsString("org.example.counting"));
            assertThat(
                    context.getServiceReference("wherry.api.example.Counter")
                            .getBundle()
                            .getState(),
                    is(Bundle.ACTIVE));

            content.goOn();
            assertThat(put.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), is(true));
            assertThat("the link lives on", peer.present(content.key()), is(true));
            assertThat("no bundle started anew", started(), is(before));
        }
    }

    @Test
    public void aNextVersionOfASubjectEndsOnlyWhatIsWiredToIt() throws Exception {
        assertThat(annex("drop", "file"), containsString("required content"));
        try (PeerConnection peer = dial()) {
            assertThat(peer.present(ABSENT), is(false));

            String told = run("install", next(WANTED, "1.0.1").toString());

            assertThat(told, containsString("wherry.api.wanted 1.0.1 in place of 1.0.0"));
            assertThat(
                    told,
                    containsString("started anew with it: wherry.annexcommands, wherry.preferredcontent; links stay"));
            assertThat(peer.present(ABSENT), is(false));
            assertThat(versionFor(COMMANDS), is("1.0.1"));
            assertThat(versionFor(JUDGE), is("1.0.1"));
            assertThat(annex("drop", "file"), containsString("required content"));
            assertThat(peer.present(ABSENT), is(false));
        }
        assertThat(bundles(WANTED), hasSize(1));
    }

    @Test
    public void aNextVersionThatItsProviderDoesNotKnowComesWithTheProvidersNext() throws Exception {
        Path subject = next(WANTED, "1.1.0");
        Path judge = judge(subject.resolveSibling("judge.jar"));
        try (PeerConnection peer = dial()) {
            assertThat(peer.present(ABSENT), is(false));

            assertThat(
                    refused("install", subject.toString()),
                    allOf(
                            containsString("wherry.api.wanted 1.1.0 cannot come alone"),
                            containsString("wherry.preferredcontent needs the package wherry.api.wanted from 1.0.0 and"
                                    + " below 1.1.0"),
                            not(containsString(COMMANDS))));
            assertThat(bundles(WANTED), hasSize(1));
            assertThat(annex("drop", "file"), containsString("required content"));

            run("install", subject.toString(), judge.toString());
            assertThat(versions(WANTED), is(List.of("1.1.0")));
            assertThat(versionFor(COMMANDS), is("1.1.0"));
            assertThat(versionFor(JUDGE), is("1.1.0"));
            assertThat(annex("drop", "file"), containsString("required content"));
            assertThat(peer.present(ABSENT), is(false));
        }
    }

    @Test
    public void aNextVersionWhoseCompanionDoesNotWorkIsTakenBack() throws Exception {
        Path subject = next(WANTED, "1.1.0");
        Path judge = AlteredJar.write(
                judge(subject.resolveSibling("judge.jar")),
                subject.resolveSibling("broken.jar"),
                Constants.IMPORT_PACKAGE,
                imports -> imports + ",org.example.nowhere");

        assertThat(refused("install", subject.toString(), judge.toString()), containsString("org.example.nowhere"));

        assertThat(versions(WANTED), is(List.of("1.0.0")));
        assertThat(versions(JUDGE), is(List.of("0.1.0")));
        assertThat(annex("drop", "file"), containsString("required content"));
        run("install", next(WANTED, "1.0.1").toString());
        assertThat(versionFor(COMMANDS), is("1.0.1"));
    }

    @Test
    public void aBundleThatBringsASchemeMakesItsRemotesReachable() throws Exception {
        Path opener = new JarSource(folder.newFolder("scheme").toPath())
                .jar(
                        "org.example.scheme.Activator",
                        "package org.example.scheme; import java.util.*; import org.osgi.framework.*;"
                                + "import wherry.api.remote.RemoteScheme;"
                                + "public final class Activator implements BundleActivator {"
                                + "  public void start(BundleContext context) {"
                                + "    RemoteScheme scheme = (remote, from, call) -> { throw new java.io.IOException("
                                + "        \"nobody is at \" + remote.urls().get(0)); };"
                                + "    context.registerService(RemoteScheme.class, scheme,"
                                + "        new Hashtable<>(Map.of(RemoteScheme.SCHEME, \"example\"))); }"
                                + "  public void stop(BundleContext context) {} }",
                        Map.of(
                                "Bundle-SymbolicName", "org.example.scheme",
                                "Bundle-Version", "1.0.0",
                                "Bundle-Activator", "org.example.scheme.Activator",
                                "Import-Package",
                                        "org.osgi.framework,wherry.api.remote;version=\"[1.0,2)\","
                                                + "wherry.api.store;version=\"[1.0,2)\","
                                                + "wherry.api.command;version=\"[1.0,2)\""));
        try (Repository open = repositories.open(repository)) {
            open.settings().set("remote.web.url", "example://somewhere");
            open.settings().set("remote.web.annex-uuid", AnnexUuid.random().value());
        }
        try (PeerConnection peer = dial()) {
            assertThat(
                    annex("copy", "--to=web", "file"),
                    containsString("no bundle of this node opens example URLs, only p2p-annex"));
            run("install", opener.toString());
            assertThat(annex("copy", "--to=web", "file"), containsString("nobody is at example://somewhere"));

            String told = run("install", next(REMOTE, "1.0.1").toString());

            assertThat(
                    told,
                    containsString("started anew with it: org.example.scheme, wherry.annexcommands, wherry.pairing,"
                            + " wherry.remotes; links stay"));
            assertThat(annex("copy", "--to=web", "file"), containsString("nobody is at example://somewhere"));
            assertThat("the link lives on", peer.present(ABSENT), is(false));
        }
    }

    @Test
    public void aSubjectThatConnectionsNeedSaysBeforehandThatLinksEnd() throws Exception {
        Path work = folder.getRoot().toPath();
        try (PeerConnection peer = dial()) {
            for (String subject : List.of("annex", "content", "store", "tree")) {
                Path next = AlteredJar.write(
                        Container.jarOf(BuiltBundle.API + subject),
                        work.resolve(subject + ".jar"),
                        Constants.BUNDLE_VERSION,
                        version -> "1.0.1");

                assertThat(
                        refused("install", next.toString()),
                        allOf(
                                containsString("replacing wherry.api." + subject + " ends all links for a moment"),
                                containsString("these start anew with it: "),
                                containsString("wherry.store"),
                                containsString("--end-links")));
                assertThat(versions(BuiltBundle.API + subject), is(List.of("1.0.0")));
                assertThat(peer.present(ABSENT), is(false));
            }
        }
    }

    private static boolean put(PeerConnection peer, PausingContent content) {
        try {
            return peer.put(content.key(), AssociatedFile.NONE, content).done();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private PeerConnection dial() throws Exception {
        return dialer.open(address, AnnexUuid.random(), token, PATIENCE);
    }

    private String annex(String... arguments) {
        ScriptedInvocation call = new ScriptedInvocation(repository, "");
        commands.run("annex", List.of(arguments), call);
        return call.messages();
    }

    private String run(String command, String... arguments) {
        ScriptedInvocation call = new ScriptedInvocation(Path.of("/"), "");
        assertThat(call.messages(), commands.run(command, List.of(arguments), call), is(0));
        return call.output();
    }

    private String refused(String command, String... arguments) {
        ScriptedInvocation call = new ScriptedInvocation(Path.of("/"), "");
        assertThat(call.output(), commands.run(command, List.of(arguments), call), is(1));
        return call.messages();
    }

    private Path next(String subject, String version) throws IOException {
        Path work = folder.getRoot().toPath();
        Path exported = AlteredJar.write(
                Container.jarOf(subject),
                work.resolve("exported.jar"),
                Constants.EXPORT_PACKAGE,
                exports -> exports.replace("1.0.0", version));
        return AlteredJar.write(
                exported, work.resolve(subject + "-" + version + ".jar"), Constants.BUNDLE_VERSION, before -> version);
    }

    private Path judge(Path jar) throws IOException {
        Path importing = AlteredJar.write(
                Container.jarOf(JUDGE),
                jar.resolveSibling("importing.jar"),
                Constants.IMPORT_PACKAGE,
                imports -> imports.replace(
                        "wherry.api.wanted;version=\"[1.0,1.1)\"", "wherry.api.wanted;version=\"[1.1,1.2)\""));
        return AlteredJar.write(importing, jar, Constants.BUNDLE_VERSION, before -> "0.2.0");
    }

    /** Of which version the package is that a bundle is wired to. */
    private String versionFor(String user) {
        return bundles(user)
                .get(0)
                .adapt(BundleWiring.class)
                .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)
                .stream()
                .filter(wire ->
                        WANTED.equals(wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(wire -> wire.getProvider().getBundle().getVersion().toString())
                .findFirst()
                .orElseThrow();
    }

    private List<String> versions(String name) {
        return bundles(name).stream()
                .map(bundle -> bundle.getVersion().toString())
                .toList();
    }

    private List<Bundle> bundles(String name) {
        return Stream.of(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .toList();
    }

    /** One number for each bundle of before: that of its wiring, which is another one once it has started anew. */
    private List<Long> started() {
        return Stream.of(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("wherry.")
                        && !bundle.getSymbolicName().endsWith("example"))
                .map(bundle -> (long) System.identityHashCode(bundle.adapt(BundleWiring.class)))
                .toList();
    }
}
