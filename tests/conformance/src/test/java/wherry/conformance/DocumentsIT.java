package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.Peers;
import wherry.kit.programs.WherryHome;

/** What is written for people: it travels with the distribution, leads somewhere, and teaches nobody to give secrets away. */
public class DocumentsIT {
    @ClassRule
    public static final NeedsDistribution DISTRIBUTION = new NeedsDistribution();

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");
    private static final Pattern TOKEN_IN_HISTORY = Pattern.compile(
            "GIT_ANNEX_P2P_AUTHTOKEN=\\S|(clone|check|get|put|remove|lock|timestamp) \\S*p2p-annex::\\S*:TOKEN");
    /** Networks that there are bundles for elsewhere, some day. */
    private static final Pattern NOT_SHIPPED = Pattern.compile("(?i)\\b(fowl|yggstack|tor)\\b");

    private static List<Path> markdown(Path top) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean ours =
                        !name.equals("target") && !name.equals("node_modules") && !folder.endsWith("tests/peers");
                return ours && (folder.equals(top) || !name.startsWith("."))
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static List<String> deadLinks(Path top) throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path file : markdown(top)) {
            for (String target : LINK.matcher(Files.readString(file))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !ELSEWHERE.matcher(link).matches())
                    .toList()) {
                if (!leadsSomewhere(top, file, target)) {
                    dead.add(top.relativize(file) + " -> " + target);
                }
            }
        }
        return dead;
    }

    private static boolean leadsSomewhere(Path top, Path file, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path to = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        return to.startsWith(top)
                && Files.exists(to)
                && (parts.length == 1 || anchors(to).contains(parts[1]));
    }

    private static Set<String> anchors(Path file) throws IOException {
        Set<String> anchors = new TreeSet<>();
        HEADING.matcher(Files.readString(file))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .forEach(anchors::add);
        return anchors;
    }

    @Test
    public void noLinkOfTheSourcesIsDead() throws IOException {
        assertThat(markdown(Peers.tree()).size(), is(greaterThan(30)));
        assertThat(deadLinks(Peers.tree()), is(empty()));
    }

    @Test
    public void noLinkOfTheDistributionIsDead() throws IOException {
        Path documents = WherryHome.distribution().resolve("share/doc");
        assertThat(markdown(documents).size(), is(greaterThan(30)));
        assertThat(deadLinks(documents), is(empty()));
    }

    @Test
    public void allDecisionsAreListed() throws IOException {
        Path decisions = Peers.tree().resolve("docs/decisions");
        String list = Files.readString(decisions.resolve("README.md"));
        try (Stream<Path> pages = Files.list(decisions)) {
            List<String> missing = pages.map(page -> page.getFileName().toString())
                    .filter(page -> page.matches("\\d{4}-.*") && !list.contains("(" + page + ")"))
                    .toList();
            assertThat(missing, is(List.of()));
        }
    }

    @Test
    public void documentsTravelInTheArchive() throws IOException {
        Path archive = WherryHome.distribution().resolveSibling("wherry.tar.gz");
        Process tar = new ProcessBuilder("tar", "-tzf", archive.toString()).start();
        Set<String> names = new TreeSet<>();
        for (String name : new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
            names.add(name.replaceFirst("^[^/]*/", ""));
        }
        assertThat(
                names,
                hasItems(
                        "share/doc/README.md",
                        "share/doc/LICENSE",
                        "share/doc/CHANGELOG.md",
                        "share/doc/ARCHITECTURE.md",
                        "share/doc/docs/threat-model.md",
                        "share/doc/docs/decisions/README.md",
                        "share/man/man1/wherry.1",
                        "share/man/man1/wherry-clone.1"));
    }

    /** In a shell's history, or in the list of processes, a token is no secret any more. */
    @Test
    public void noDocumentTeachesToTypeAToken() throws IOException {
        List<Path> documents =
                new ArrayList<>(markdown(WherryHome.distribution().resolve("share/doc")));
        for (String folder : List.of("man/man1", "help", "demo")) {
            try (Stream<Path> files = Files.list(WherryHome.distribution().resolve("share/" + folder))) {
                documents.addAll(files.toList());
            }
        }
        List<String> taught = new ArrayList<>();
        for (Path document : documents) {
            boolean tellsOfThePast = document.toString().contains("/decisions/")
                    || document.getFileName().toString().equals("CHANGELOG.md");
            String text = Files.readString(document);
            TOKEN_IN_HISTORY
                    .matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .filter(found -> !tellsOfThePast)
                    .forEach(found -> taught.add(document.getFileName() + ": " + found));
        }
        assertThat(taught, is(empty()));
    }

    @Test
    public void thePictureShowsWhatShips() throws IOException {
        String readme = Files.readString(WherryHome.distribution().resolve("share/doc/README.md"));
        int begin = readme.indexOf("```\n") + 4;
        String picture = readme.substring(begin, readme.indexOf("\n```\n", begin));
        assertThat(
                NOT_SHIPPED.matcher(picture).results().map(MatchResult::group).toList(), is(empty()));
        assertThat(picture.isBlank(), is(not(true)));
    }
}
