package wherry.pairing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import picocli.CommandLine;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerToken;
import wherry.api.peer.Sighting;
import wherry.kit.CountedLeases;
import wherry.kit.MemoryPeers;
import wherry.kit.MemoryRepository;
import wherry.kit.ScriptedInvocation;
import wherry.kit.ScriptedLinks;
import wherry.kit.Shows;

public class PeersCallTest {
    private static final Path FOLDER = Path.of("/home/user/repo");
    private static final AnnexUuid SELF = new AnnexUuid("11111111-2222-3333-4444-555555555555");
    private static final PeerAddress TCP = new PeerAddress("tcpip", "127.0.0.1:7000");
    private static final PeerAddress UNIX = new PeerAddress("unix", "x");

    private final MemoryRepository repository = new MemoryRepository(FOLDER, SELF);
    private final MemoryPeers peers = repository.credentials().peers();
    private final ScriptedServed served = new ScriptedServed(SELF);
    private ScriptedInvocation call = new ScriptedInvocation(FOLDER, "");
    private String failure = "";

    @Before
    public void enable() {
        repository.credentials().addAddress(UNIX);
        repository.credentials().addAddress(TCP);
        served.add(FOLDER);
    }

    private int run(String... arguments) {
        CountedLeases leases = new CountedLeases();
        PeersCommand component = new PeersCommand(
                new ScriptedLinks().with("tcpip", "127.0.0.1:7000"),
                PairingParts.store(repository, leases),
                PairingParts.served(served, leases));
        call = new ScriptedInvocation(FOLDER, "");
        return new CommandLine(component.prepare(call))
                .setErr(new PrintWriter(Writer.nullWriter()))
                .setExecutionExceptionHandler((e, line, result) -> {
                    failure = String.valueOf(e.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    private String output(String... arguments) {
        assertThat(run(arguments), is(0));
        return call.output();
    }

    @Test
    public void nobodyIsListedWhereThereIsNoToken() {
        assertThat(output(), is(""));
        assertThat(output("list"), is(""));
    }

    @Test
    @Shows("peers invite --rights")
    public void aNewPeerHasAnAddressWithATokenForEachNetwork() throws Exception {
        List<String> lines =
                output("invite", "laptop", "--rights", "read-only").lines().toList();
        assertThat(lines.size(), is(2));
        assertThat(lines.get(0), startsWith("p2p-annex::tcpip:127.0.0.1:7000:0"));
        AdmittingAddress first = AdmittingAddress.parse(lines.get(0)).orElseThrow();
        PeerToken admitted = peers.admit(first.token(), List.of(TCP)).orElseThrow();
        assertThat(admitted.handle(), is("laptop"));
        assertThat(admitted.rights(), is(ServeMode.READ_ONLY));
        assertThat(call.messages(), startsWith("These addresses allow access to this git-annex repository."));
        assertThat(output(), matchesPattern("laptop  read-only    (tcpip,unix|unix,tcpip)  never seen\n"));
    }

    @Test
    @Shows("peers invite --json")
    public void invitationsComeInJsonToo() {
        assertThat(
                output("invite", "--json", "laptop"),
                containsString("{\"address\":\"p2p-annex::tcpip:127.0.0.1:7000\",\"token\":\"0"));
    }

    @Test
    public void aTakenNameWrongRightsOrNoAddressInviteNobody() {
        output("invite", "laptop");
        assertThat(run("invite", "laptop"), is(1));
        assertThat(failure, containsString("already"));
        assertThat(run("invite", "phone", "--rights", "all"), is(2));
        assertThat(run("invite"), is(2));
        assertThat(output().lines().count(), is(1L));
    }

    @Test
    @Shows("peers list --json")
    public void peersAreListedWithWhoTheyAreAndWhetherTheyAreThere() {
        AuthToken stock = peers.issue(TCP);
        String handle = "#" + stock.digest().hex().substring(0, 8);
        peers.seen(List.of(new Sighting(stock.digest(), new AnnexUuid("u-9"), Instant.ofEpochSecond(60))));
        assertThat(output(), is(handle + "  read-write   tcpip  last seen 1970-01-01T00:01:00Z  u-9\n"));
        served.connect(stock.digest(), 2);
        assertThat(output(), containsString("connected (2 links)"));
        assertThat(
                output("list", "--json"),
                is("{\"peer\":\"" + handle + "\",\"rights\":\"read-write\",\"networks\":[\"tcpip\"],\"addresses\":[\""
                        + TCP + "\"],\"connected\":2,\"first-seen\":\"1970-01-01T00:01:00Z\","
                        + "\"last-seen\":\"1970-01-01T00:01:00Z\",\"uuid\":\"u-9\",\"tokens\":[\"" + stock.digest()
                        + "\"]}\n"));
        assertThat(output("list", "--json"), not(containsString(stock.reveal())));
    }

    @Test
    public void aPeerIsRenamed() {
        String handle = "#" + peers.issue(TCP).digest().hex().substring(0, 8);
        assertThat(output("rename", handle, "phone"), is(handle + " is called phone now\n"));
        assertThat(output(), startsWith("phone  "));
        assertThat(served.reviewed(), is(List.of(repository.gitDirectory())));
        assertThat(run("rename", handle, "tablet"), is(1));
        assertThat(failure, is("there is no peer " + handle));
    }

    @Test
    @Shows("peers allow --json")
    public void otherRightsCountForLiveLinks() {
        output("invite", "laptop");
        assertThat(output("allow", "laptop", "append-only"), is("laptop has these rights now: append-only\n"));
        assertThat(served.reviewed(), is(List.of(repository.gitDirectory())));
        assertThat(call.messages(), is(""));
        assertThat(output("allow", "laptop", "no-push", "--json"), containsString("\"rights\":\"no-push\""));
        assertThat(run("allow", "laptop", "everything"), is(2));
        assertThat(run("allow", "nobody", "read-only"), is(1));
    }

    @Test
    public void rightsThatTheServedRepositoryDoesNotGiveAreTold() {
        output("invite", "laptop");
        served.limit(ServeMode.READ_ONLY);
        output("allow", "laptop", "read-write");
        assertThat(call.messages(), containsString("served read-only, which allows less"));
        output("allow", "laptop", "read-only");
        assertThat(call.messages(), is(""));
    }

    @Test
    @Shows("peers revoke --dry-run")
    public void revokingTellsWhatItDid() throws Exception {
        output("invite", "laptop");
        served.connect(peers.list().get(0).token(), 3);
        assertThat(
                output("revoke", "--dry-run", "laptop"),
                is("laptop would be revoked: 2 tokens removed, 3 links cut\n"));
        assertThat(peers.list().size(), is(2));
        assertThat(served.reviewed(), is(List.of()));
        assertThat(output("revoke", "laptop"), is("laptop revoked: 2 tokens removed, 3 links cut\n"));
        assertThat(peers.list(), is(List.of()));
        assertThat(served.reviewed(), is(List.of(repository.gitDirectory())));
        assertThat(run("revoke", "laptop"), is(1));
    }

    @Test
    @Shows("peers revoke --json")
    public void revokingIsToldInJsonToo() {
        output("invite", "laptop");
        assertThat(
                output("revoke", "laptop", "--json"),
                allOf(containsString("\"peer\":\"laptop\",\"tokens\":2,\"links\":0,\"dry-run\":false")));
    }

    @Test
    @Shows({"peers list --repo", "peers --repo"})
    public void theRepositoryMayBeNamed() {
        assertThat(output("--repo", "below", "list"), is(""));
        assertThat(output("list", "--repo", "below"), is(""));
        assertThat(repository.closed(), is(2));
    }

    @Test
    @Shows({
        "peers invite --repo",
        "peers rename --json --repo",
        "peers allow --repo",
        "peers revoke --repo",
        "peers --json"
    })
    public void eachCommandWorksOnTheRepositoryThatIsNamedAndTellsObjects() {
        assertThat(output("invite", "laptop", "--repo", "below").lines().count(), is(2L));
        assertThat(
                output("rename", "laptop", "phone", "--repo", "below", "--json"), containsString("\"name\":\"phone\""));
        assertThat(output("--json"), containsString("\"name\":\"phone\""));
        assertThat(output("allow", "phone", "read-only", "--repo", "below"), is(not("")));
        output("revoke", "phone", "--repo", "below");
        assertThat(output("list"), is(""));
        assertThat(repository.closed(), is(6));
    }
}
