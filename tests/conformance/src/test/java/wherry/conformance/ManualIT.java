package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Peers;
import wherry.kit.programs.WherryHome;

/** The man pages tell what the commands of the running node say of themselves. */
public class ManualIT {
    @ClassRule
    public static final Distribution DISTRIBUTION = Distribution.running();

    private static WherryHome home;
    private static List<String> commands;

    @BeforeClass
    public static void start() {
        home = DISTRIBUTION.home();
        commands = new ArrayList<>(HelpTexts.listed(home.wherry("help").out()));
    }

    @Test
    public void helpListsTheCommands() {
        assertThat(commands, hasItems("serve", "p2p", "install", "status", "stop"));
    }

    @Test
    public void everyCommandStandsInTheMainPage() throws IOException {
        String main = page("wherry").orElseThrow();
        List<String> missing = commands.stream()
                .filter(command -> !main.contains("\n.SS " + command + "\n"))
                .toList();
        assertThat(missing, is(empty()));
    }

    @Test
    public void everyCommandWithinACommandStandsInItsPage() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String command : List.of("key", "peers")) {
            String page = text(command);
            List<String> inner = HelpTexts.listed(home.wherry(command, "--help").out());
            assertThat(inner.size(), is(greaterThan(3)));
            inner.stream()
                    .filter(name -> !page.contains("\n.B " + name + "\n"))
                    .forEach(name -> missing.add(command + " " + name));
        }
        assertThat(missing, is(empty()));
    }

    @Test
    public void everyProgramHasAPage() throws IOException {
        List<String> programs;
        try (Stream<Path> files = Files.list(WherryHome.distribution().resolve("bin"))) {
            programs = files.map(file -> file.getFileName().toString()).toList();
        }
        List<String> without = new ArrayList<>();
        for (String program : programs) {
            if (page(program).isEmpty()) {
                without.add(program);
            }
        }
        assertThat(programs, hasItems("wherry", "git-annex-p2p-tcpip", "git-remote-p2p-annex"));
        assertThat(without, is(empty()));
    }

    @Test
    public void pagesNameOnlyPagesThatAreThere() throws IOException {
        Pattern reference = Pattern.compile("(?m)^\\.BR (wherry[a-z0-9-]*) \\(1\\)");
        List<String> dangling = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                reference
                        .matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .filter(name -> !Files.exists(folder().resolve(name + ".1")))
                        .forEach(name -> dangling.add(file.getFileName() + " names " + name));
            }
        }
        assertThat(dangling, is(empty()));
    }

    @Test
    public void pagesAreSoundRoff() throws IOException {
        Optional<Path> groff = Peers.find("groff");
        assumeTrue("groff is missing", groff.isPresent());
        List<String> warnings = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                Outcome outcome = home.surroundings()
                        .run(
                                folder(),
                                groff.orElseThrow().toString(),
                                "-man",
                                "-Tutf8",
                                "-ww",
                                "-z",
                                file.getFileName().toString());
                outcome.ok().err().lines().forEach(warnings::add);
            }
        }
        assertThat(warnings, is(empty()));
    }

    /** What the manual says of a command: its page, or else its section of the main page. */
    private static String text(String command) throws IOException {
        Optional<String> own = page("wherry-" + command);
        if (own.isPresent() || command.equals("uninstall") || command.equals("unserve")) {
            return own.isPresent()
                    ? own.get()
                    : page("wherry-" + command.substring("un".length())).orElseThrow();
        }
        String main = page("wherry").orElseThrow();
        int start = main.indexOf("\n.SS " + command + "\n");
        return main.substring(start, main.indexOf("\n.S", start + 1));
    }

    private static Optional<String> page(String name) throws IOException {
        Path file = folder().resolve(name + ".1");
        return Files.exists(file) ? Optional.of(Files.readString(file).replace("\\-", "-")) : Optional.empty();
    }

    private static Path folder() {
        return WherryHome.distribution().resolve("share/man/man1");
    }
}
