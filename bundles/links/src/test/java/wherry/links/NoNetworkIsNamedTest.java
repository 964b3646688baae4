package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** What is true of one network alone stands in its transport. */
public class NoNetworkIsNamedTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern NETNAME = Pattern.compile("String netname\\(\\) \\{\\s*return \"([a-z0-9-]+)\";");
    private static final Path BUNDLES = Path.of("").toAbsolutePath().resolveSibling("");

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(NoNetworkIsNamedTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> netnames() throws IOException {
        List<String> transports = new ArrayList<>();
        try (Stream<Path> rooms = Files.list(BUNDLES)) {
            for (Path room : rooms.filter(path -> path.getFileName().toString().startsWith("transport-"))
                    .toList()) {
                transports.addAll(sources(room.resolve("src/main")));
            }
        }
        return transports.stream()
                .flatMap(source -> NETNAME.matcher(source).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    public void noTextOfThisRoomIsOrBeginsWithTheNameOfANetwork() throws IOException {
        Set<String> netnames = netnames();
        assertThat(netnames, hasItems("tcpip", "unix", "exec"));
        List<String> named = new ArrayList<>();
        for (String source : sources(Path.of("src/main/java"))) {
            Matcher literal = LITERAL.matcher(source);
            while (literal.find()) {
                String text = literal.group(1).replace("p2p-annex::", "");
                if (netnames.stream().anyMatch(name -> text.equals(name) || text.startsWith(name + ":"))) {
                    named.add(text);
                }
            }
        }
        assertThat(named, is(empty()));
    }
}
