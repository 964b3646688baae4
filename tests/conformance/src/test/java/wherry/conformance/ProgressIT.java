package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;

/** What users see of a slow transfer in their terminal, and how ctrl-C ends it, through either relay. */
@RunWith(Parameterized.class)
public class ProgressIT {
    private static final ServingNode NODE = new ServingNode("tcpip");
    private static final int COLUMNS = 60;
    private static final String LONG = "a file with a name that is longer than the window of the terminal is wide.bin";

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(new NeedsPrograms("python3"))
            .around(new NeedsDistribution())
            .around(NODE);

    private static ThrowawayRepository client;

    private final String relay;

    public ProgressIT(String relay) {
        this.relay = relay;
    }

    @Parameters(name = "{0}")
    public static Object[] relays() {
        return new Object[] {"perl", "java"};
    }

    @BeforeClass
    public static void serveSlowly() throws IOException {
        ThrowawayRepository served = NODE.repository();
        served.add(LONG, 1_500_000, 1);
        served.add("two.bin", 1_500_000, 2);
        String address = NODE.serve(served);
        client = NODE.clientOf(served, address);
        Path programs = NODE.workplace().path("w").resolve("conf/exec");
        Files.createDirectories(
                programs, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Surroundings.script(programs.resolve("slow"), """
                #!/bin/sh
                '%s' p2pstdio '%s' | python3 -c '
                import os, time
                while True:
                    data = os.read(0, 16384)
                    if not data: break
                    while data: data = data[os.write(1, data):]
                    time.sleep(0.02)
                '
                """.formatted(NODE.program(), served.folder()));
        client.link("slow", "p2p-annex::exec:slow:" + address.substring(address.lastIndexOf(':') + 1));
    }

    private Outcome annex(String steps, String... arguments) {
        String[] command = Stream.concat(Stream.of(NODE.program(), "annex"), Stream.of(arguments))
                .toArray(String[]::new);
        Surroundings surroundings = NODE.surroundings().with("WHERRY_RELAY", relay);
        return new PseudoTerminal(NODE.workplace(), surroundings, client.folder()).run(COLUMNS, steps, command);
    }

    private static List<String> tooWide(Outcome outcome) {
        return Stream.of(outcome.out().split("[\r\n]"))
                .filter(line -> line.contains("MB/s") && line.length() >= COLUMNS)
                .toList();
    }

    @Test
    public void progressFitsTheWindowAndHasTotalAndEstimate() {
        Outcome got = annex(
                "expect:get a fi\\S*.*…  .*% +\\d\\.\\d of 1\\.5 MB  \\d\\.\\d MB/s  \\d+ s\n",
                "get", "--from", "slow", LONG);

        assertThat(got.ok().out(), containsString("ok"));
        assertThat(tooWide(got), is(empty()));
        annex("", "drop", "--force", LONG).ok();
    }

    @Test
    public void severalJobsShareOneLine() {
        Outcome got =
                annex("expect:2 transfers +\\d+%  \\d\\.\\d of 3\\.0 MB\n", "get", "--from", "slow", "--jobs", "2");

        assertThat(got.ok().out(), containsString("get two.bin (from slow...) ok"));
        assertThat(tooWide(got), is(empty()));
        annex("", "drop", "--force").ok();
    }

    @Test
    public void ctrlCEndsItWithoutAWord() {
        Outcome ended = annex("expect:MB/s\nsend:\\x03\n", "get", "--from", "slow", "two.bin")
                .exited(130);

        String after = ended.out().substring(ended.out().lastIndexOf("^C"));
        assertThat(after.strip(), is("^C"));
        assertThat(ended.out(), not(containsString("Exception")));
        assertThat(ended.out().length(), is(greaterThan(10)));
    }
}
