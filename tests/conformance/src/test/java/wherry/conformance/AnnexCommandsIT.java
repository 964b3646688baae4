package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TestName;
import wherry.kit.Shows;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;

/** {@code wherry annex} beside {@code git annex}: the same files, objects, index and branch. */
public class AnnexCommandsIT {
    private static final ServingNode NODE = new ServingNode("tcpip");

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms())
            .around(new NeedsDistribution())
            .around(NODE);

    @Rule
    public final TestName test = new TestName();

    private Path place;

    @Before
    public void makePlace() throws IOException {
        place = Files.createDirectories(NODE.workplace().path(test.getMethodName()));
    }

    /** An annex that Wherry made. */
    private StockAnnex ours(String name) throws IOException {
        Path folder = Files.createDirectories(place.resolve(name));
        StockAnnex git = new StockAnnex(NODE.surroundings(), folder);
        git.git("init", "--quiet", "--initial-branch=main");
        NODE.wherryIn(folder, "init", name).ok();
        return git;
    }

    private StockAnnex theirs(String name) throws IOException {
        Path folder = Files.createDirectories(place.resolve(name));
        StockAnnex git = new StockAnnex(NODE.surroundings(), folder);
        git.git("init", "--quiet", "--initial-branch=main");
        git.annex("init", name);
        return git;
    }

    private Outcome annex(String name, String... arguments) {
        String[] all = Stream.concat(Stream.of("annex"), Stream.of(arguments)).toArray(String[]::new);
        return NODE.wherryIn(place.resolve(name), all);
    }

    private void write(String name, String file, String content) throws IOException {
        Path path = place.resolve(name).resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private void writeOddFiles(String name) throws IOException {
        for (String file : new String[] {
            "a.txt",
            "b c.tar.gz",
            "ü☃.JPG",
            "deep/er/and/x.mp3",
            "many.dots.x.y",
            "foo.c++",
            "foo.",
            "foo..gz",
            "foo.mp3.~1~",
            "foo.longext",
            "tab\there.t\tt",
            "new\nline.nl",
            "quote\"back\\slash",
            "foo.é",
            "-dash",
            "&%:percent.a&b",
            ".hidden",
            "deep/.dot/file",
            "[glob]*?.txt"
        }) {
            write(name, file, "content of " + file);
        }
        write(name, "empty.dat", "");
        write(name, "same1.bin", "the same");
        write(name, "same2.bin", "the same");
        write(name, "program.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(
                place.resolve(name).resolve("program.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        write(name, "ignored.o", "x");
        write(name, "text.md", "text");
        write(name, "small.blob", "small");
        write(name, "b.bracket", "matched by a bracket");
        write(name, "x.order", "judged from left to right");
        write(name, "sha.sha", "content");
        write(name, ".gitignore", "*.o\n");
        write(name, ".gitattributes", """
                *.md annex.largefiles=nothing
                *.blob annex.largefiles=(largerthan=10kb)or(include=big*)
                *.bracket annex.largefiles=(include=[ab].bracket)and(smallerthan=100megabytes)
                *.order annex.largefiles=(anything)or(nothing)and(nothing)
                *.sha annex.backend=SHA1
                """);
        Files.createSymbolicLink(place.resolve(name).resolve("link"), Path.of("a.txt"));
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("(?m)^\\d+(\\.\\d+)?s ", "T ")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
    }

    /** Index, objects with their modes, and location logs. */
    private Map<String, String> state(StockAnnex repository, String name) throws IOException {
        Map<String, String> state = new TreeMap<>();
        state.put("index", repository.git("ls-files", "--stage", "-z").out().replace('\0', '\n'));
        state.put("status", repository.git("status", "--short").out());
        Path objects = place.resolve(name).resolve(".git/annex/objects");
        if (Files.exists(objects)) {
            try (Stream<Path> walk = Files.walk(objects)) {
                for (Path file : walk.toList()) {
                    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                    String more = Files.isRegularFile(file) ? " " + Files.readString(file) : "";
                    state.put("object " + objects.relativize(file), mode + more);
                }
            }
        }
        repository.annex("merge");
        for (String log : repository
                .git("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "git-annex")
                .lines()) {
            if (!log.endsWith("uuid.log") && !log.endsWith("activity.log")) {
                state.put(
                        log,
                        withoutTimes(repository
                                .git("show", "git-annex:" + log.replace("\"", ""))
                                .out()));
            }
        }
        return state;
    }

    @Test
    public void addsWhatTheRealOneAddsAndLeavesTheSameBehind() throws IOException {
        StockAnnex real = theirs("real");
        StockAnnex ours = ours("ours");
        writeOddFiles("real");
        writeOddFiles("ours");

        real.annex("add", "--quiet");
        annex("ours", "add").ok();

        assertThat(state(ours, "ours"), equalTo(state(real, "real")));
    }

    @Test
    @Shows("annex add --json")
    public void saysWhatTheRealOneSaysToPrograms() throws IOException {
        StockAnnex real = theirs("real");
        ours("ours");
        writeOddFiles("real");
        writeOddFiles("ours");

        Outcome outcome = annex("ours", "add", "--json").ok();

        assertThat(
                json(outcome.out()),
                equalTo(json(
                        real.annex("add", "--json", "--json-error-messages").out())));
    }

    private static List<JsonObject> json(String lines) {
        return lines.lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .sorted(Comparator.comparing(object -> object.get("file").getAsString()))
                .toList();
    }

    @Test
    public void aFilledRepositoryIsSoundAndClonesLikeAnyOther() throws IOException {
        StockAnnex ours = ours("ours");
        writeOddFiles("ours");
        annex("ours", "add").ok();
        ours.git("commit", "--quiet", "--message=one");

        ours.annex("fsck");
        ours.annex("fsck", "--all");
        ours.git("fsck", "--strict");
        assertThat(ours.annex("info").out(), containsString("ours [here]"));
        ours.git("clone", "--quiet", ".", "../clone");
        StockAnnex clone = new StockAnnex(NODE.surroundings(), place.resolve("clone"));
        clone.annex("init", "clone");
        clone.annex("sync", "--content");
        ours.annex("sync");

        clone.annex("fsck");
        assertThat(Files.readString(place.resolve("clone/deep/er/and/x.mp3")), is("content of deep/er/and/x.mp3"));
        assertThat(ours.annex("whereis", "a.txt").out(), containsString("(2 copies)"));
        assertThat(
                annex("ours", "whereis", "a.txt").ok().out(),
                equalTo(ours.annex("whereis", "a.txt").out()));
        assertThat(ours.git("status", "--short").out(), is(emptyString()));
    }

    @Test
    public void withoutGitAnnexTheResultIsTheSame() throws IOException {
        Surroundings without = NODE.surroundings().pathWithout("git-annex");
        Path folder = Files.createDirectories(place.resolve("ours"));
        StockAnnex plain = new StockAnnex(without, folder);
        plain.git("init", "--quiet", "--initial-branch=main");
        without.run(folder, NODE.program(), "init", "alone").ok();
        writeOddFiles("ours");
        without.run(folder, NODE.program(), "annex", "add").ok();
        plain.git("commit", "--quiet", "--message=one");
        without.run(folder, NODE.program(), "annex", "fsck").ok();
        StockAnnex real = theirs("real");
        writeOddFiles("real");
        real.annex("add", "--quiet");
        real.git("commit", "--quiet", "--message=one");

        StockAnnex judge = new StockAnnex(NODE.surroundings(), folder);
        judge.annex("fsck");
        judge.annex("sync");
        assertThat(judge.annex("info").out(), containsString("alone [here]"));
        assertThat(state(judge, "ours"), equalTo(state(real, "real")));
    }

    @Test
    public void addsOnlyWhatIsNewOrChanged() throws IOException {
        StockAnnex ours = ours("ours");
        write("ours", "in git", "first");
        write("ours", "unlocked", "content");
        ours.git("-c", "annex.largefiles=nothing", "add", "in git");
        ours.annex("add", "unlocked");
        ours.annex("unlock", "unlocked");
        ours.git("commit", "--quiet", "--message=one");

        assertThat(annex("ours", "add").ok().out(), is(emptyString()));

        write("ours", "unlocked", "other content");
        assertThat(annex("ours", "add", "unlocked").ok().out(), is("add unlocked ok\n"));
        assertThat(Files.isSymbolicLink(place.resolve("ours/unlocked")), is(true));
        assertThat(annex("ours", "add", "nowhere").exited(1).err(), containsString("nowhere not found"));
        ours.git("commit", "--quiet", "--message=two");
        ours.annex("fsck");
    }

    @Test
    public void anAdjustedBranchIsRefusedWithASentence() throws IOException {
        StockAnnex ours = ours("ours");
        write("ours", "file", "content");
        annex("ours", "add").ok();
        ours.git("commit", "--quiet", "--message=one");
        ours.annex("adjust", "--unlock");
        write("ours", "other", "content");

        assertThat(annex("ours", "add").exited(1).err(), containsString("adjusted"));
    }
}
