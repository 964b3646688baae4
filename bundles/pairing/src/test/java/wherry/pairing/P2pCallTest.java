package wherry.pairing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.Test;
import picocli.CommandLine;
import wherry.api.annex.AnnexUuid;
import wherry.api.peer.AuthToken;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.UnreachableException;
import wherry.kit.CountedLeases;
import wherry.kit.MemoryRepository;
import wherry.kit.MemorySettings;
import wherry.kit.OfferedServices;
import wherry.kit.ScriptedDialer;
import wherry.kit.ScriptedInvocation;
import wherry.kit.ScriptedLinks;
import wherry.kit.Shows;

public class P2pCallTest {
    private static final Path FOLDER = Path.of("/home/user/repo");
    private static final AnnexUuid SELF = new AnnexUuid("11111111-2222-3333-4444-555555555555");
    private static final AnnexUuid PEER = new AnnexUuid("a617d5f2-7916-41f4-adac-72d82d7495ec");
    private static final String PEER_URL = "p2p-annex::tcpip:[2001:db8::1]:7000";
    private static final PeerAddress PEER_ADDRESS = PeerAddress.parse(PEER_URL).orElseThrow();
    private static final String SECRET = "69225418948b9666";
    private static final AuthToken TOKEN = AuthToken.parse(SECRET).orElseThrow();

    private final MemoryRepository repository = new MemoryRepository(FOLDER, SELF);
    private final MemorySettings settings = repository.settings();
    private final CountedLeases leases = new CountedLeases();
    private final ScriptedLinks links = new ScriptedLinks()
            .with("tcpip", "example.org:7000", "127.0.0.1:7000")
            .with("unix", "x");
    private final ScriptedDialer dialer = new ScriptedDialer(PEER);
    private final ScriptedServed served = new ScriptedServed(SELF);

    @Test
    @Shows("p2p --enable")
    public void enableListsTheAddressesOfTheNetworkPreferredFirst() throws Exception {
        ScriptedInvocation call = call("");
        assertThat(run(call, "--enable", "tcpip"), is(0));
        assertThat(call.output(), is("p2p enable tcpip ok\n"));
        assertThat(
                repository.credentials().addresses().stream()
                        .map(PeerAddress::toString)
                        .toList(),
                is(List.of("p2p-annex::tcpip:example.org:7000", "p2p-annex::tcpip:127.0.0.1:7000")));
        assertThat(call.messages(), containsString("wherry serve"));
        assertThat(served.refreshed(), is(empty()));
    }

    @Test
    public void enableMakesTheNewAddressesCountWhereTheRepositoryIsServed() throws Exception {
        served.add(FOLDER);
        ScriptedInvocation call = call("");
        run(call, "--enable", "tcpip");
        assertThat(served.refreshed(), is(List.of(FOLDER)));
        assertThat(call.messages(), is(""));
    }

    @Test
    public void enableTellsWhatAUserShouldKnowOfTheAddresses() throws Exception {
        served.add(FOLDER);
        links.caution("links are not encrypted");
        ScriptedInvocation call = call("");
        run(call, "--enable", "tcpip");
        assertThat(call.messages(), is("links are not encrypted\n"));
    }

    @Test
    @Shows("p2p --json")
    public void enableSaysInJsonWhatItDid() throws Exception {
        ScriptedInvocation call = call("");
        run(call, "--enable", "unix", "--json");
        assertThat(
                call.output(),
                is("{\"command\":\"p2p enable\",\"network\":\"unix\",\"addresses\":[\"p2p-annex::unix:x\"],"
                        + "\"served\":false,\"success\":true}\n"));
    }

    @Test
    public void enableOfAnUnknownNetworkChangesNothing() {
        ScriptedInvocation call = call("");
        assertThat(failure(call, "--enable", "tor"), containsString("no network tor"));
        assertThat(repository.credentials().addresses(), is(empty()));
        assertThat(call.output(), is(""));
    }

    @Test
    @Shows("p2p --gen-addresses")
    public void eachGeneratedAddressHasATokenOfItsOwnThatAdmits() throws Exception {
        run(call(""), "--enable", "tcpip");
        ScriptedInvocation call = call("");
        assertThat(run(call, "--gen-addresses"), is(0));
        List<String> lines = call.output().lines().toList();
        assertThat(lines.size(), is(2));
        for (String line : lines) {
            AdmittingAddress generated = AdmittingAddress.parse(line).orElseThrow();
            assertThat(
                    repository
                            .credentials()
                            .peers()
                            .admit(generated.token(), List.of(generated.address()))
                            .isPresent(),
                    is(true));
        }
        assertThat(call.messages(), startsWith("These addresses allow access to this git-annex repository."));
    }

    @Test
    public void whoGeneratesAddressesIsToldWhatToKnowOfThem() throws Exception {
        run(call(""), "--enable", "unix");
        served.add(FOLDER);
        links.caution("can be reached from this machine only");
        ScriptedInvocation call = call("");
        run(call, "--gen-addresses");
        assertThat(call.messages(), containsString("can be reached from this machine only\n"));
    }

    @Test
    public void whatWasConfiguredLaterCountsForGeneratedAddressesAndWhereTheyAreServed() throws Exception {
        run(call(""), "--enable", "unix");
        served.add(FOLDER);
        links.with("unix", "later");
        ScriptedInvocation call = call("");
        run(call, "--gen-addresses");
        assertThat(call.output(), startsWith("p2p-annex::unix:later:"));
        assertThat(call.output().lines().count(), is(1L));
        assertThat(served.refreshed(), is(List.of(FOLDER)));
    }

    @Test
    public void aPeerWithoutAUuidIsNotLinked() {
        ScriptedDialer odd = new ScriptedDialer(new AnnexUuid("x]"));
        String message = failure(call(PEER_URL + ":" + SECRET + "\n"), odd, "--link");
        assertThat(message, containsString("UUID is \"x]\", which is none"));
        assertThat(settings.value("remote.peer1.url"), is(Optional.empty()));
    }

    @Test
    public void generatedAddressesComeInJsonToo() throws Exception {
        run(call(""), "--enable", "unix");
        served.add(FOLDER);
        ScriptedInvocation call = call("");
        run(call, "--gen-addresses", "--json");
        assertThat(
                call.output(),
                allOf(
                        startsWith("{\"address\":\"p2p-annex::unix:x\",\"token\":\"0"),
                        containsString("\"link\":\"p2p-annex::unix:x:0")));
        assertThat(call.messages(), not(containsString("wherry serve")));
    }

    @Test
    public void withoutAnAddressNothingCanBeGenerated() {
        assertThat(
                failure(call(""), "--gen-addresses"),
                allOf(containsString("tcpip, unix"), containsString("wherry p2p --enable")));
    }

    @Test
    public void linkMakesThePeerARemoteThatGitAnnexKnows() throws Exception {
        ScriptedInvocation call = call(PEER_URL + ":" + SECRET + "\n");
        assertThat(run(call, "--link"), is(0));
        assertThat(call.output(), is("p2p link peer1 ok\n"));
        assertThat(call.messages(), is(""));
        assertThat(dialer.attempts(), is(List.of(new ScriptedDialer.Attempt(PEER_ADDRESS, SELF, TOKEN))));
        assertThat(dialer.open(), is(0));
        assertThat(settings.value("remote.peer1.url"), is(Optional.of(PEER_URL)));
        assertThat(settings.value("remote.peer1.fetch"), is(Optional.of("+refs/heads/*:refs/remotes/peer1/*")));
        assertThat(settings.value("remote.peer1.annex-uuid"), is(Optional.of(PEER.value())));
        assertThat(repository.credentials().tokenFor(PEER_ADDRESS), is(Optional.of(TOKEN)));
        assertThat(repository.closed(), is(1));
        assertThat(leases.count(7), is(0));
    }

    @Test
    @Shows("p2p --link --name")
    public void aTerminalIsPromptedUntilAnAddressCanBeRead() throws Exception {
        ScriptedInvocation call = call("nonsense\np2p-annex::tcpip:x\n  " + PEER_URL + ":" + SECRET + " \n")
                .onTerminal();
        run(call, "--link", "--name", "home", "--json");
        assertThat(
                call.output(),
                is("{\"command\":\"p2p link\",\"remote\":\"home\",\"url\":\"" + PEER_URL + "\",\"uuid\":\"" + PEER
                        + "\",\"success\":true}\n"));
        assertThat(call.messages().split("Enter peer address: ", -1).length, is(4));
        assertThat(call.messages(), containsString("Unable to parse that address"));
    }

    @Test
    public void nothingEnteredIsGivenUp() {
        assertThat(failure(call(""), "--link"), startsWith("Nothing entered, giving up."));
        assertThat(failure(call("\n" + PEER_URL + ":" + SECRET), "--link"), startsWith("Nothing entered"));
        assertThat(dialer.attempts(), is(empty()));
    }

    @Test
    public void theDefaultNameIsTheFirstThatIsFree() throws Exception {
        settings.set("remote.peer1.url", "ssh://example.org/x");
        settings.set("remote.peer2.annex-uuid", "a-special-remote");
        ScriptedInvocation call = call(PEER_URL + ":" + SECRET + "\n");
        run(call, "--link");
        assertThat(call.output(), is("p2p link peer3 ok\n"));
    }

    @Test
    public void linkingAgainRenewsTheTokenOfTheSameRemote() throws Exception {
        run(call(PEER_URL + ":" + SECRET + "\n"), "--link");
        ScriptedInvocation again = call(PEER_URL + ":abc\n");
        assertThat(run(again, "--link"), is(0));
        assertThat(again.output(), is("p2p link peer1 ok\n"));
        assertThat(repository.credentials().tokenFor(PEER_ADDRESS).orElseThrow().reveal(), is("abc"));
    }

    @Test
    public void aRemoteThatGitClonedFromIsMadeKnownToGitAnnex() throws Exception {
        settings.set("remote.origin.url", PEER_URL);
        settings.set("remote.origin.annex-ignore", "true");
        assertThat(run(call(PEER_URL + ":" + SECRET + "\n"), "--link", "--name", "origin"), is(0));
        assertThat(settings.value("remote.origin.annex-uuid"), is(Optional.of(PEER.value())));
        assertThat(settings.value("remote.origin.annex-ignore"), is(Optional.of("false")));
    }

    @Test
    public void anotherRemoteOfThatNameIsLeftAlone() {
        settings.set("remote.origin.url", "ssh://example.org/x");
        String message = failure(call(PEER_URL + ":" + SECRET + "\n"), "--link", "--name", "origin");
        assertThat(message, allOf(containsString("origin already exists"), containsString("--name")));
        assertThat(settings.value("remote.origin.url"), is(Optional.of("ssh://example.org/x")));
        assertThat(dialer.attempts(), is(empty()));
    }

    @Test
    public void aRemoteWhoseRepositoryWasExchangedIsLeftAlone() {
        settings.set("remote.peer1.url", PEER_URL);
        settings.set("remote.peer1.annex-uuid", "another");
        assertThat(failure(call(PEER_URL + ":" + SECRET + "\n"), "--link"), containsString("known as another"));
        assertThat(repository.credentials().tokenFor(PEER_ADDRESS), is(Optional.empty()));
    }

    @Test
    public void aRepositoryIsNotLinkedWithItself() {
        String message = failure(call(PEER_URL + ":" + SECRET + "\n"), new ScriptedDialer(SELF), "--link");
        assertThat(message, containsString("this repository itself"));
        assertThat(settings.value("remote.peer1.url"), is(Optional.empty()));
    }

    @Test
    public void aPeerThatDoesNotAdmitUsIsNotStored() {
        dialer.refuse(new AuthenticationException("no"));
        String message = failure(call(PEER_URL + ":" + SECRET + "\n"), "--link");
        assertThat(message, allOf(startsWith("Unable to authenticate with peer."), not(containsString(SECRET))));
        assertThat(settings.value("remote.peer1.url"), is(Optional.empty()));
        assertThat(repository.credentials().tokenFor(PEER_ADDRESS), is(Optional.empty()));
    }

    @Test
    public void aPeerThatIsNotThereIsNotStored() {
        dialer.refuse(new UnreachableException("nobody answers"));
        assertThat(failure(call(PEER_URL + ":" + SECRET + "\n"), "--link"), is("nobody answers"));
        assertThat(settings.value("remote.peer1.url"), is(Optional.empty()));
    }

    @Test
    public void anIllegalNameIsRefusedBeforeAnythingIsRead() {
        for (String name : List.of("a b", "-x", "a..b", "x.lock", "a/b", ".hidden", "")) {
            assertThat(failure(call(""), "--link", "--name", name), containsString("cannot be the name of a remote"));
        }
    }

    @Test
    public void exactlyOneActionIsNeeded() {
        assertThat(usage(), is(2));
        assertThat(usage("--gen-addresses", "--link"), is(2));
        assertThat(usage("--gen-addresses", "--name", "x"), is(2));
    }

    private static ScriptedInvocation call(String in) {
        return new ScriptedInvocation(FOLDER, in);
    }

    private int run(ScriptedInvocation call, String... arguments) throws Exception {
        return run(call, dialer, arguments);
    }

    private int run(ScriptedInvocation call, ScriptedDialer with, String... arguments) throws Exception {
        Callable<Integer> command = command(call, with);
        new CommandLine(command).parseArgs(arguments);
        return command.call();
    }

    private String failure(ScriptedInvocation call, String... arguments) {
        return failure(call, dialer, arguments);
    }

    private String failure(ScriptedInvocation call, ScriptedDialer with, String... arguments) {
        return assertThrows(IOException.class, () -> run(call, with, arguments)).getMessage();
    }

    private int usage(String... arguments) {
        return new CommandLine(command(call(""), dialer))
                .setErr(new PrintWriter(Writer.nullWriter()))
                .execute(arguments);
    }

    private Callable<Integer> command(ScriptedInvocation call, ScriptedDialer with) {
        P2pCommand component = new P2pCommand(
                Duration.ofSeconds(1),
                links,
                PairingParts.store(repository, leases),
                PairingParts.remotes(leases),
                PairingParts.served(served, leases),
                OfferedServices.newest(leases, 7, with));
        return component.prepare(call);
    }
}
