package wherry.remotes;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.branch.TrustLevel;
import wherry.api.command.Invocation;
import wherry.api.content.Content;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.GitConnection;
import wherry.api.peer.UnreachableException;
import wherry.api.remote.Remote;
import wherry.api.remote.RemoteConnection;
import wherry.api.remote.RemoteScheme;
import wherry.api.remote.UrlScheme;
import wherry.api.store.Repository;
import wherry.kit.CountedLeases;
import wherry.kit.MemorySettings;
import wherry.kit.ScriptedInvocation;

public class ConfiguredRemotesTest {
    private static final AnnexUuid ANNEX = new AnnexUuid("b9930763-0000-4000-8000-000000000001");
    private static final AnnexUuid OTHER = new AnnexUuid("b9930763-0000-4000-8000-000000000002");

    private final MemorySettings settings = new MemorySettings();
    private final CountedLeases leases = new CountedLeases();
    private final List<Map.Entry<Map<String, Object>, RemoteScheme>> schemes = new ArrayList<>();
    private final ConfiguredRemotes remotes = new ConfiguredRemotes(leases, schemes);
    private final AtomicInteger closed = new AtomicInteger();
    private final Invocation call = new ScriptedInvocation(Path.of("/"), "");

    private void remote(String name, String url) {
        settings.set("remote." + name + ".url", url);
        settings.set("remote." + name + ".annex-uuid", ANNEX.value());
    }

    private void opens(String scheme, long bundle, RemoteScheme opener) {
        schemes.add(Map.entry(Map.of(RemoteScheme.SCHEME, scheme, "service.bundleid", bundle), opener));
    }

    private RemoteConnection connection(AnnexUuid uuid) {
        return new Connection(uuid, standIn(Content.class), Optional.empty(), closed);
    }

    /** What the bundle of another scheme would open. */
    private record Connection(AnnexUuid uuid, Content content, Optional<GitConnection> git, AtomicInteger closed)
            implements RemoteConnection {
        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private static <T> T standIn(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    private List<String> reachable() throws StoreException {
        return remotes.reachable(settings).stream().map(Remote::name).toList();
    }

    private String whyNot(String name) {
        return assertThrows(StoreException.class, () -> remotes.named(settings, name))
                .getMessage();
    }

    @Test
    public void onlyThoseWhoseSchemeSomebodyOpensAreReachable() throws StoreException {
        remote("peer", "p2p-annex::tcpip:somewhere");
        remote("host", "git@somewhere:repo");
        settings.set("remote.new.url", "p2p-annex::tcpip:elsewhere");
        settings.set("remote.special.annex-uuid", ANNEX.value());
        opens("p2p-annex", 1, (remote, from, invocation) -> connection(ANNEX));

        assertThat(reachable(), is(List.of("peer")));
        assertThat(
                whyNot("host"),
                is("remote host cannot be opened: no bundle of this node opens ssh URLs, only p2p-annex"));
        assertThat(whyNot("new"), containsString("annex-uuid"));
        assertThat(whyNot("special"), containsString("has no URL"));
        assertThat(whyNot("none"), containsString("no available git remote"));
    }

    @Test
    public void aBundleThatBringsASchemeMakesItsRemotesReachableWhileItIsThere() throws Exception {
        remote("web", "https://example.org/annex");
        assertThat(reachable(), is(List.of()));
        opens("https", 7, (remote, from, invocation) -> connection(ANNEX));
        Remote web = remotes.named(settings, "web");

        try (RemoteConnection open = remotes.open(web, standIn(Repository.class), call)) {
            assertThat(open.uuid(), is(ANNEX));
            assertThat("git goes there by itself", open.git(), is(Optional.empty()));
            assertThat(leases.count(7), is(1));
        }
        assertThat(leases.count(7), is(0));
        assertThat(closed.get(), is(1));
        schemes.clear();
        assertThat(reachable(), is(List.of()));
        assertThrows(UnreachableException.class, () -> remotes.open(web, standIn(Repository.class), call));
    }

    @Test
    public void ofTwoVersionsOfASchemeTheNewestOpens() throws Exception {
        remote("web", "https://example.org/annex");
        opens("https", 7, (remote, from, invocation) -> {
            throw new IOException("the old one");
        });
        opens("https", 8, (remote, from, invocation) -> connection(ANNEX));
        opens("http", 9, (remote, from, invocation) -> {
            throw new IOException("another scheme");
        });

        remotes.open(remotes.named(settings, "web"), standIn(Repository.class), call)
                .close();

        assertThat(closed.get(), is(1));
    }

    @Test
    public void anotherAnnexThanTheConfigurationMeansIsClosedAgain() throws StoreException {
        remote("web", "https://example.org/annex");
        opens("https", 7, (remote, from, invocation) -> connection(OTHER));
        Remote web = remotes.named(settings, "web");

        AuthenticationException other =
                assertThrows(AuthenticationException.class, () -> remotes.open(web, standIn(Repository.class), call));

        assertThat(other.getMessage(), allOf(containsString(OTHER.value()), containsString(ANNEX.value())));
        assertThat(closed.get(), is(1));
        assertThat(leases.count(7), is(0));
    }

    @Test
    public void whatAStrangersSchemeThrowsIsARemoteThatCannotBeReached() throws StoreException {
        remote("web", "https://example.org/annex");
        opens("https", 7, (remote, from, invocation) -> {
            throw new IOException("no route");
        });
        Remote web = remotes.named(settings, "web");

        assertThat(
                assertThrows(UnreachableException.class, () -> remotes.open(web, standIn(Repository.class), call))
                        .getMessage(),
                is("no route"));
        assertThat(leases.count(7), is(0));
    }

    @Test
    public void theCheapestComesFirstAndLocalOnesCostLess() throws StoreException {
        remote("peer", "p2p-annex::tcpip:a");
        remote("cheap", "p2p-annex::tcpip:b");
        settings.set("remote.cheap.annex-cost", "50.5");
        remote("odd", "p2p-annex::tcpip:c");
        settings.set("remote.odd.annex-cost", "high");
        settings.set("remote.odd.annex-cost-command", "touch /tmp/never");
        remote("nan", "p2p-annex::tcpip:d");
        settings.set("remote.nan.annex-cost", "NaN");
        remote("host", "ssh://host/repo");
        remote("folder", "../repo");
        for (String scheme : List.of("p2p-annex", "ssh", "file")) {
            opens(scheme, 1, (remote, from, invocation) -> connection(ANNEX));
        }

        assertThat(reachable(), is(List.of("cheap", "folder", "host", "nan", "odd", "peer")));
        assertThat(
                remotes.reachable(settings).stream().map(Remote::cost).toList(),
                is(List.of(50.5, 100.0, 200.0, 1000.0, 1000.0, 1000.0)));
    }

    @Test
    public void thoseToIgnoreAreIgnored() throws StoreException {
        opens("p2p-annex", 1, (remote, from, invocation) -> connection(ANNEX));
        remote("a", "p2p-annex::tcpip:a");
        settings.set("remote.a.annex-ignore", "yes");

        assertThat(reachable(), is(List.of()));
        assertThat(whyNot("a"), containsString("annex-ignore"));
    }

    @Test
    public void whatElseStandsThereIsRead() throws StoreException {
        remote("a", "https://old.example.org");
        settings.set("remote.a.annex-readonly", "true");
        settings.set("remote.a.annex-push", "false");
        settings.set("remote.a.annex-trustlevel", "untrusted");
        settings.set("remote.a.fetch", "+refs/heads/*:refs/remotes/a/*");
        settings.set("remote.b.annex-uuid", "no\nuuid");

        Remote a = remotes.all(settings).get(0);
        assertThat(a.readOnly(), is(true));
        assertThat(a.sync(), is(new Remote.Sync(true, true, false)));
        assertThat(a.trust(), is(Optional.of(TrustLevel.UNTRUSTED)));
        assertThat(a.tracked(), is(true));
        assertThat(a.ignored(), is(Optional.empty()));
        Remote b = remotes.all(settings).get(1);
        assertThat(b.annex(), is(Optional.empty()));
        assertThat(b.scheme(), is(Optional.empty()));
        assertThrows(IllegalStateException.class, b::uuid);
    }

    @Test
    public void aSchemeIsWhatAUrlBeginsWith() {
        assertThat(UrlScheme.of("p2p-annex::tcpip:host:7"), is(UrlScheme.P2P));
        assertThat(UrlScheme.of("HTTPS://host/x"), is(new UrlScheme("https")));
        assertThat(UrlScheme.of("host:path"), is(UrlScheme.SSH));
        assertThat(UrlScheme.of("user@host:/path"), is(UrlScheme.SSH));
        assertThat(UrlScheme.of("/a/b:c"), is(UrlScheme.FILE));
        assertThat(UrlScheme.of("./a::b"), is(UrlScheme.FILE));
        assertThat(UrlScheme.of("file:///a"), is(UrlScheme.FILE));
        assertThat(UrlScheme.of(""), is(UrlScheme.FILE));
    }
}
