package wherry.daemon.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.link.ExposedNetworks;
import wherry.api.node.NewestService;
import wherry.api.peer.PeerAddress;
import wherry.api.serving.ServedRepositories;
import wherry.daemon.bench.MemoryAnnex;
import wherry.daemon.bench.TestThreads;
import wherry.daemon.limit.Limit;
import wherry.daemon.limit.Resource;
import wherry.daemon.limit.Shares;
import wherry.daemon.serve.Nodes;
import wherry.kit.CountedLeases;
import wherry.kit.OfferedServices;
import wherry.kit.ScriptedInvocation;
import wherry.kit.ScriptedLinks;
import wherry.kit.Shows;

public class ServingCommandsTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final TestThreads threads = new TestThreads();
    private final CountedLeases leases = new CountedLeases();
    private final ScriptedLinks links =
            new ScriptedLinks().with("tcpip", "127.0.0.1:4000", "[::1]:4000").with("other", "there");
    private Path folder;
    private MemoryAnnex annex;
    private Nodes.Served node;
    private ScriptedInvocation call;

    @Before
    public void make() throws Exception {
        folder = temporary.newFolder("annex").toPath();
        annex = new MemoryAnnex(folder, "u1");
        node = Nodes.serving(temporary.getRoot().toPath().resolve("repositories"), annex, links, leases, threads);
    }

    @After
    public void end() {
        threads.close();
    }

    private int run(Command command, String... arguments) {
        call = new ScriptedInvocation(folder, "");
        return new CommandLine(command.prepare(call)).execute(arguments);
    }

    private NewestService<ServedRepositories> served() {
        return OfferedServices.newest(leases, 0, node.repositories());
    }

    private int serve(String... arguments) {
        ServeCommand command = new ServeCommand(links, OfferedServices.newest(leases, 0, annex), served());
        return run(command, arguments);
    }

    private int unserve(String... arguments) {
        UnserveCommand command = new UnserveCommand(served());
        return run(command, arguments);
    }

    private int repos(String... arguments) {
        ReposCommand command = new ReposCommand(served());
        return run(command, arguments);
    }

    private final Shares shares =
            new Shares(Map.of(Resource.LINKS, new Limit(2, 3, 9), Resource.SERVICES, new Limit(0, 0, 0)), () -> 0);

    private int status(String... arguments) {
        StatusCommand command = new StatusCommand("1.2.3", links, shares, served());
        return run(command, arguments);
    }

    @Test
    public void aRepositoryWithoutAddressesIsServedOverTcpip() {
        assertThat(serve(), is(0));
        assertThat(call.output(), is("p2p-annex::tcpip:127.0.0.1:4000\np2p-annex::tcpip:[::1]:4000\n"));
        assertThat(call.messages(), is(""));
    }

    @Test
    @Shows("serve --json")
    public void addressesThatAreThereAreKept() {
        annex.credentials().addAddress(new PeerAddress("tor", "onion"));
        assertThat(serve(".", "--json"), is(0));
        assertThat(call.output(), containsString("\"addresses\":[\"p2p-annex::tor:onion\"]"));
    }

    @Test
    @Shows("serve --net")
    public void networksCanBeChosen() {
        assertThat(serve("--net", "other", "--net", "tcpip"), is(0));
        assertThat(call.output(), containsString("p2p-annex::other:there\n"));
        assertThat(call.output(), containsString("p2p-annex::tcpip:127.0.0.1:4000\n"));
    }

    @Test
    public void networksThatAreNotChosenAreTakenAway() {
        assertThat(serve("--net", "other", "--net", "tcpip"), is(0));
        assertThat(serve("--net", "other"), is(0));
        assertThat(call.output(), is("p2p-annex::other:there\n"));
        assertThat(call.messages(), containsString("no longer reachable as p2p-annex::tcpip:127.0.0.1:4000"));
        assertThat(call.messages(), containsString("wherry p2p --enable tcpip"));
        assertThat(serve(), is(0));
        assertThat("also later", call.output(), is("p2p-annex::other:there\n"));
    }

    @Test
    public void anUnknownNetworkTakesNothingAway() {
        serve();
        assertThat(serve("--net", "nonsense"), is(1));
        assertThat(annex.credentials().addresses().size(), is(2));
    }

    @Test
    public void whatWasConfiguredLaterCountsAtTheNextCall() {
        serve();
        links.with("tcpip", "192.0.2.7:4000");
        assertThat(serve(), is(0));
        assertThat(call.output(), is("p2p-annex::tcpip:192.0.2.7:4000\n"));
    }

    @Test
    public void whatGitsConfigurationNamesIsServedInPlaceOfTcpip() {
        expose("other");
        assertThat(serve(), is(0));
        assertThat(call.output(), is("p2p-annex::other:there\n"));
    }

    private void expose(String... netnames) {
        annex.settings().set(ExposedNetworks.SETTING, List.of(netnames));
    }

    @Test
    public void anEmptyValueTakesBackThoseBeforeIt() {
        expose("other", "", "tcpip");
        assertThat(serve(), is(0));
        assertThat(call.output(), not(containsString("p2p-annex::other")));
        expose("other", "");
        assertThat(serve("--net", "tcpip"), is(0));
    }

    @Test
    public void aConfiguredNetworkThatIsMissingIsSaidOnceAndTheOthersAreServed() {
        expose("tcpip", "pigeon");
        assertThat(serve(), is(0));
        assertThat(call.output(), containsString("p2p-annex::tcpip:127.0.0.1:4000\n"));
        assertThat(call.messages(), is("annex.expose-p2p-via names pigeon: there is no network pigeon\n"));
        assertThat(repos(), is(0));
        assertThat(call.messages(), containsString("annex.expose-p2p-via names pigeon"));
        expose("pigeon");
        annex.credentials().addresses().forEach(annex.credentials()::removeAddress);
        assertThat("nothing is reachable", serve(), is(1));
    }

    @Test
    public void networksThatAreConfiguredCannotBeLeftOut() {
        expose("tcpip");
        assertThat(serve("--net", "other"), is(1));
        assertThat(annex.credentials().addresses().size(), is(0));
        assertThat(serve("--net", "other", "--net", "tcpip"), is(0));
        assertThat(call.output(), containsString("p2p-annex::other:there\n"));
    }

    @Test
    public void anAddressThatSomebodyHoldsATokenForStays() {
        serve();
        annex.credentials().issue(new PeerAddress("tcpip", "127.0.0.1:4000"));
        links.with("tcpip", "192.0.2.7:4000");
        assertThat(serve(), is(0));
        assertThat(call.output(), is("p2p-annex::tcpip:192.0.2.7:4000\np2p-annex::tcpip:127.0.0.1:4000\n"));
    }

    @Test
    public void noTokenIsPrinted() {
        annex.credentials().issue(new PeerAddress("tcpip", "127.0.0.1:4000"));
        assertThat(serve(), is(0));
        assertThat(call.output(), not(containsString("0000000001")));
    }

    @Test
    public void whereNothingIsReachableServingFails() {
        links.problem("The port is taken.");
        assertThat(serve(), is(1));
        assertThat(call.messages(), is("The port is taken.\nThe port is taken.\n"));
    }

    @Test
    public void anUnknownNetworkIsAnError() {
        assertThat(serve("--net", "nonsense"), is(1));
    }

    @Test
    @Shows("repos --json")
    public void whatIsServedIsListed() {
        assertThat(repos(), is(0));
        assertThat(call.output(), is(""));
        serve();
        assertThat(repos(), is(0));
        assertThat(
                call.output(),
                is(
                        folder
                                + "  u1  read-write  0 connected  p2p-annex::tcpip:127.0.0.1:4000 p2p-annex::tcpip:[::1]:4000\n"));
        assertThat(repos("--json"), is(0));
        assertThat(
                call.output(),
                startsWith("{\"folder\":\"" + folder + "\",\"uuid\":\"u1\",\"rights\":\"read-write\",\"addresses\":["));
    }

    @Test
    public void whatAUserShouldKnowOfAnAddressIsToldOnce() {
        links.caution("links are not encrypted");
        assertThat(serve(), is(0));
        assertThat(call.messages(), is("links are not encrypted\n"));
        assertThat(call.output(), not(containsString("encrypted")));
    }

    @Test
    @Shows("serve --append-only --no-push --read-only --read-write")
    public void rightsThatWereChosenStay() {
        assertThat(serve("--append-only"), is(0));
        assertThat(serve("--json"), is(0));
        assertThat(call.output(), containsString("\"rights\":\"append-only\""));
        assertThat(serve("--no-push", "--json"), is(0));
        assertThat(call.output(), containsString("\"rights\":\"no-push\""));
        assertThat(serve("--read-only"), is(0));
        assertThat(status(), is(0));
        assertThat(call.output(), containsString("  u1  read-only  0 connected"));
        assertThat(serve("--read-only", "--read-write"), is(2));
        assertThat(serve("--read-write", "--json"), is(0));
        assertThat(call.output(), containsString("\"rights\":\"read-write\""));
    }

    @Test
    public void whatIsServedNoMoreIsForgotten() {
        serve();
        assertThat(unserve(), is(0));
        assertThat(unserve(), is(1));
        assertThat(call.messages(), startsWith("The repository is not served: "));
        assertThat(repos(), is(0));
        assertThat(call.output(), is(""));
    }

    @Test
    public void theNodesStateIsTold() {
        serve();
        assertThat(status(), is(0));
        assertThat(
                call.output(),
                startsWith("node: process " + ProcessHandle.current().pid() + ", up "));
        assertThat(
                call.output(),
                containsString("version 1.2.3\nnetworks: other tcpip\nlinks: 0\npeers: open links 0 of 9, "));
        assertThat(
                call.output(),
                containsString(
                        "; refused over a limit 0\ncontents: sent 0 (0.0 MB), received 0 (0.0 MB)\nrepository: "));
        assertThat(status("--json"), is(0));
        assertThat(
                call.output(),
                containsString(
                        "\"version\":\"1.2.3\",\"networks\":[\"other\",\"tcpip\"],\"links\":0,\"peers\":{\"links\":0,"));
    }

    @Test
    public void stoppingLeavesTimeForTheAnswer() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        assertThat(run(new StopCommand(stopped::countDown)), is(0));
        assertThat(stopped.getCount(), is(1L));
        assertThat(stopped.await(5, TimeUnit.SECONDS), is(true));
    }
}
