package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.StockServer;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/**
 * The real git-annex and Wherry over the same program {@code git-annex-p2p-third} that is none of Wherry's. The program is a script of this test, over socat: the
 * ones that people use need networks that are not here.
 */
public class ThirdPartyProgramIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms("socat")).around(new NeedsDistribution());

    private static final int BYTES = 4_000_000;
    private static final Duration READY = Duration.ofSeconds(30);

    private static Workplace workplace;
    private static WherryHome home;
    private static int number;

    @BeforeClass
    public static void start() {
        workplace = Workplace.open();
        Surroundings.script(workplace.bin().resolve("git-annex-p2p-third"), """
                #!/bin/sh
                net=%s
                mkdir -p "$net"
                case $#,$1 in
                    1,address) basename "$(git rev-parse --show-toplevel)" ;;
                    1,*) exec socat - "UNIX-CONNECT:$net/$1" ;;
                    2,*) rm -f "$net/$1"; exec socat "UNIX-LISTEN:$net/$1,fork" "UNIX-CONNECT:$(realpath "$2")" ;;
                esac
                """.formatted(workplace.path("net")));
        home = WherryHome.in(workplace, "w");
        home.start();
    }

    @AfterClass
    public static void close() {
        if (workplace != null) {
            home.close();
            workplace.close();
        }
    }

    private static ThrowawayRepository repository() {
        number++;
        return ThrowawayRepository.create(home.surroundings(), workplace.path("served" + number));
    }

    private static ThrowawayRepository client(ThrowawayRepository served, String address) {
        ThrowawayRepository client = served.cloneTo(workplace.path("client" + number));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", address);
        return client;
    }

    private static Path socket(ThrowawayRepository served) {
        return workplace.path("net").resolve(served.folder().getFileName());
    }

    @Test
    public void gitAnnexGetsFromAndCopiesToARepositoryThatWherryServesOverIt() {
        ThrowawayRepository served = repository();
        String theirs = served.add("theirs", BYTES, 1);
        String address = home.serve(served, "third");
        assertThat(address, containsString("p2p-annex::third:" + served.folder().getFileName() + ":"));
        ThrowawayRepository client = client(served, address);
        Patience.until("it is reachable", READY, () -> StockServer.accepts(socket(served)), home::log);

        client.stock().annex("get", "theirs");
        String ours = client.add("ours", BYTES, 2);
        client.stock().annex("copy", "--to=peer", "ours");

        client.stock().annex("fsck", "theirs");
        assertThat(client.content(theirs).isPresent(), is(true));
        assertThat(served.content(ours).isPresent(), is(true));
        assertThat(home.wherry("status").out(), not(containsString("git-annex-p2p-third")));
    }

    @Test
    public void wherryGetsFromAndCopiesToARepositoryThatGitAnnexServesOverIt() {
        ThrowawayRepository served = repository();
        String theirs = served.add("theirs", BYTES, 3);
        served.stock().annex("p2p", "--enable", "third");
        try (Running daemon = served.stock().startAnnex("remotedaemon", "--foreground")) {
            Patience.until("it is reachable", READY, () -> StockServer.accepts(socket(served)), daemon::toString);
            String address = served.stock()
                    .annex("p2p", "--gen-addresses")
                    .lines()
                    .get(0)
                    .strip();
            ThrowawayRepository client = client(served, address);

            home.wherryIn(client.folder(), "annex", "get", "theirs");
            String ours = client.add("ours", BYTES, 4);
            home.wherryIn(client.folder(), "annex", "copy", "--to=peer", "ours");

            client.stock().annex("fsck", "theirs");
            assertThat(client.content(theirs).isPresent(), is(true));
            assertThat(served.content(ours).isPresent(), is(true));
        }
    }

    @Test
    public void wordsThatTheProgramTakesForAnotherOrderAreNoAddresses() {
        ThrowawayRepository client = repository();
        String key = client.add("f", 10, 5);
        for (String word : new String[] {"address", "socket", "--help"}) {
            assertThat(
                    home.tryWherry("key", "check", "p2p-annex::third:" + word, key)
                            .err(),
                    containsString("not an address that git-annex-p2p-third can be given"));
        }
    }
}
