package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Running;
import wherry.kit.programs.ThrowawayRepository;

/** {@code wherry p2p} and {@code git annex p2p} as each other's partner; what one has set up, the other uses. */
public class LinkingIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private ThrowawayRepository served;
    private ThrowawayRepository client;

    @Before
    public void cloneOne() {
        served = NODE.repository();
        served.add("file.bin", 10_000, 1);
        client = served.cloneTo(served.folder().resolveSibling(served.folder().getFileName() + "-client"));
        client.stock().git("remote", "remove", "origin");
    }

    private Outcome link(String address) {
        return NODE.answer(client, address + "\n", "p2p", "--link", "--name", "peer");
    }

    @Test
    public void stockLinksToAnAddressThatWherryGenerated() {
        client.link("peer", NODE.serve(served));

        client.stock().annex("get", "file.bin");
    }

    @Test
    public void stockLinksToAnAddressThatStockGeneratedForARepositoryThatWherryServes() {
        NODE.serve(served);
        String address = served.stock().annex("p2p", "--gen-addresses").out().strip();

        client.link("peer", address);

        client.stock().annex("get", "file.bin");
    }

    @Test
    public void wherryLinksToAStockRemotedaemon() throws IOException {
        TcpipEndpoint endpoint = TcpipEndpoint.enable(served);
        try (Running daemon = endpoint.startDaemon(served)) {
            link(endpoint.address()).ok();

            assertThat(
                    client.stock().git("config", "remote.peer.annex-uuid").out().strip(), equalTo(served.uuid()));
            client.stock().annex("get", "file.bin");
            assertThat(
                    Files.mismatch(
                            served.folder().resolve("file.bin"), client.folder().resolve("file.bin")),
                    is(-1L));
            assertThat(daemon.isAlive(), is(true));
        }
    }

    @Test
    public void wherryTellsThatAStockRemotedaemonRefusesTheToken() {
        TcpipEndpoint endpoint = TcpipEndpoint.enable(served);
        try (Running daemon = endpoint.startDaemon(served)) {
            assertThat(
                    link(endpoint.withWrongToken()).exited(1).err(),
                    containsString("Unable to authenticate with peer"));
            assertThat(client.stock().git("remote").out(), equalTo(""));
            assertThat(daemon.isAlive(), is(true));
        }
    }
}
