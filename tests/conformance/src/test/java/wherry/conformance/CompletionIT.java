package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;

/** What bash offers at a tab: what there is now, as the node knows it, and without a node what there always is. */
public class CompletionIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms("bash"))
            .around(new NeedsDistribution())
            .around(NODE);

    private static final String SCRIPT = """
            eval "$(wherry completion bash)"
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            _wherry
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    private static List<String> offered(ThrowawayRepository where, String... words) {
        return offered(NODE.surroundings(), where, words);
    }

    private static List<String> offered(Surroundings surroundings, ThrowawayRepository where, String... words) {
        String[] command = new String[4 + words.length];
        System.arraycopy(new String[] {"bash", "-c", SCRIPT, "bash"}, 0, command, 0, 4);
        System.arraycopy(words, 0, command, 4, words.length);
        return surroundings.run(where.folder(), command).ok().lines();
    }

    @Test
    public void namesOfWhatThereIsAreOffered() {
        ThrowawayRepository served = NODE.repository();
        String address = NODE.serve(served);
        ThrowawayRepository client = NODE.clientOf(served, address);
        NODE.command(served, "peers", "invite", "laptop").ok();

        assertThat(offered(client, "wherry", "annex", "get", "--from", ""), hasItem("peer"));
        assertThat(offered(client, "wherry", "serve", "--net", "=", "tc"), is(List.of("tcpip")));
        assertThat(offered(served, "wherry", "peers", "revoke", "lap"), is(List.of("laptop")));
        assertThat(
                offered(client, "wherry", "unserve", "/"),
                hasItem(served.folder().toString()));
        assertThat(offered(client, "wherry", "uninstall", "wherry.inst"), is(List.of("wherry.installer")));
        assertThat(offered(client, "wherry", "help", "key", "ti"), is(List.of("timestamp")));
        assertThat(offered(client, "wherry", "annex", "get", "--js"), hasItems("--json", "--json-progress"));
        assertThat(offered(client, "wherry", "unse"), is(List.of("unserve")));
    }

    @Test
    public void withoutANodeTheCommandsAndOptionsAreOfferedAndNoneIsStarted() {
        WherryHome idle = WherryHome.in(NODE.workplace(), "idle");
        ThrowawayRepository repository = NODE.repository();

        assertThat(offered(idle.surroundings(), repository, "wherry", "unse"), is(List.of("unserve")));
        assertThat(offered(idle.surroundings(), repository, "wherry", "status", "--js"), is(List.of("--json")));
        idle.tryWherry("status").exited(1);
        idle.close();
    }
}
