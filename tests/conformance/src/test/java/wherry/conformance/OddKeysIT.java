package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.ThrowawayRepository;

/** Keys of any bytes, in any number, from a peer that need not be git-annex. */
public class OddKeysIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    private static final int MANY = Integer.getInteger("wherry.keys", 1_000);
    private static final Duration FSCK = Duration.ofMinutes(5);
    private static final byte[] CONTENT = "x".getBytes(StandardCharsets.US_ASCII);

    private ThrowawayRepository served;
    private RawPeer peer;

    @Before
    public void serve() throws IOException {
        served = NODE.repository();
        peer = RawPeer.connect(NODE.serve(served));
    }

    @After
    public void end() throws IOException {
        peer.close();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private void assertSound() {
        StockAnnex stock = served.stock();
        assertThat(
                stock.tryAnnex(FSCK, "fsck", "--all", "--in=here", "--fast", "--quiet")
                        .ok()
                        .err(),
                equalTo(""));
    }

    @Test
    public void everyByteIsStoredOrRefusedInWords() throws IOException {
        List<String> refused = new ArrayList<>();
        for (char odd = 0; odd < 0x100; odd++) {
            String key = "WORM-s1--a" + odd + "b";
            if (odd != '\n') {
                String answer = peer.put(key, CONTENT);
                boolean taken = answer.equals("SUCCESS");
                if (taken) {
                    assertThat(key, peer.get(key), equalTo("VALID x"));
                } else {
                    assertThat(key, answer.startsWith("ERROR ") || answer.equals("FAILURE"), is(true));
                    refused.add(Integer.toHexString(odd));
                    assertThat(key, peer.ask("REMOVE " + key), equalTo("SUCCESS"));
                }
                assertThat(key, peer.ask("CHECKPRESENT " + key), equalTo(taken ? "SUCCESS" : "FAILURE"));
            }
        }
        assertThat("refused: " + refused, refused.size(), is(129));
        assertSound();
    }

    @Test
    public void keysInAnyScriptAreStored() throws IOException {
        for (String name : new String[] {"ä", "日本", "\uD83D\uDEF6", "e\u0301", "a\\b\"c'd", "&%:/", "..", "-", ""}) {
            String key = utf8("WORM-s1-m1--" + name);
            assertThat(name, peer.put(key, CONTENT), equalTo("SUCCESS"));
            assertThat(name, peer.get(key), equalTo("VALID x"));
        }
        assertSound();
        assertThat(peer.ask("REMOVE " + utf8("WORM-s1-m1--日本")), equalTo("SUCCESS"));
        assertThat(served.recordsPresence("WORM-s1-m1--日本", served.uuid()), is(false));
        assertThat(served.recordsPresence("WORM-s1-m1--ä", served.uuid()), is(true));
    }

    @Test
    public void nameThatIsTooLongForTheFileSystemIsRefused() throws IOException {
        String key = "WORM-s1--" + "n".repeat(300);
        assertThat(peer.put(key, CONTENT), containsString("ERROR "));
        assertThat(peer.ask("CHECKPRESENT " + key), equalTo("FAILURE"));
        assertThat(peer.ask("REMOVE " + key), equalTo("SUCCESS"));
        assertThat(peer.put("WORM-s1--short", CONTENT), equalTo("SUCCESS"));
    }

    @Test
    public void thousandsOfKeysAreStoredAndRecorded() throws IOException {
        for (int i = 0; i < MANY; i++) {
            assertThat(peer.put("WORM-s1--many" + i, CONTENT), equalTo("SUCCESS"));
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(peer.ask("CHECKPRESENT WORM-s1--many" + i), equalTo("SUCCESS"));
        }
        peer.close();
        assertSound();
        served.stock().annex("merge");
        long recorded = served.stock().git("ls-tree", "-r", "--name-only", "git-annex").lines().stream()
                .filter(name -> name.contains("WORM-s1--many"))
                .count();
        assertThat(recorded, is((long) MANY));
    }
}
