package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.programs.ThrowawayRepository;

/** Whatever hash the real git-annex makes keys with, only content that matches it comes in. */
public class HashBackendsIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    /** Of those without an E: no hashes of content, those that no library has, and the rest of the line. */
    private static final Set<String> NOT_VERIFIED =
            Set.of("WORM", "URL", "VURL", "GITBUNDLE", "GITMANIFEST", "X*", "BLAKE2SP224");

    private static List<String> backends(ThrowawayRepository repository) {
        String prefix = "key/value backends: ";
        return repository
                .stock()
                .annex("version")
                .out()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .flatMap(line -> Arrays.stream(line.substring(prefix.length()).split(" ", -1)))
                .filter(backend -> !backend.endsWith("E") && !NOT_VERIFIED.contains(backend))
                .toList();
    }

    private static void damage(Path object) {
        try {
            byte[] content = Files.readAllBytes(object);
            content[content.length / 2] ^= 1;
            assertThat(object.toFile().setWritable(true), is(true));
            Files.write(object, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void contentOfEveryHashOfGitAnnexIsVerified() {
        ThrowawayRepository served = NODE.repository();
        ThrowawayRepository client = NODE.clientOf(served, NODE.serve(served));
        List<String> keys = new ArrayList<>();
        for (String backend : backends(served)) {
            client.stock().git("config", "annex.backend", backend);
            String key = client.add(backend + ".bin", 20_000, keys.size());
            assertThat(key, key.startsWith(backend + "-"), is(true));
            keys.add(key);
        }
        assertThat(keys.size(), greaterThan(20));

        client.stock().annex("copy", "--quiet", "--to=peer", ".");
        assertThat(keys.stream().filter(key -> served.content(key).isEmpty()).toList(), is(empty()));

        client.stock().annex("drop", "--quiet", "--from=peer", "--force", ".");
        keys.forEach(key -> damage(client.content(key).orElseThrow()));
        client.stock().tryAnnex("copy", "--to=peer", ".").exited(1);
        assertThat(keys.stream().filter(key -> served.content(key).isPresent()).toList(), is(empty()));
    }
}
