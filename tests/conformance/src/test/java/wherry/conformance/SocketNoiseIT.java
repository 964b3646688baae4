package wherry.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import wherry.kit.Gen;
import wherry.kit.programs.Patience;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/**
 * 100,000 spoilt lines, and bytes that are no lines, before and after AUTH, through sockets of a node: it serves on as before, has lost
 * nothing and keeps nothing of it. {@code wherry.noise.lines} makes it longer.
 */
public class SocketNoiseIT {
    @ClassRule
    public static final RuleChain RULES =
            RuleChain.outerRule(new NeedsPrograms()).around(new NeedsDistribution());

    private static final int LINES = Integer.getInteger("wherry.noise.lines", 100_000);
    private static final int LINES_PER_LINK = 50;
    private static final int AT_ONCE = 8;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Duration QUIET = Duration.ofSeconds(30);

    private static Workplace workplace;
    private static WherryHome home;
    private static ThrowawayRepository served;
    private static TcpipEndpoint endpoint;
    private static String token;
    private static String kept;
    private static List<String> lines;

    @BeforeClass
    public static void serve() {
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        home.start();
        served = ThrowawayRepository.create(home.surroundings(), workplace.path("served"));
        kept = served.add("kept.bin", 100_000, 1);
        endpoint = new TcpipEndpoint(home.serve(served, "tcpip"));
        token = endpoint.address().substring(endpoint.address().lastIndexOf(':') + 1);
        lines = List.of(
                "VERSION 4",
                "VERSION 0",
                "BYPASS a b",
                "CHECKPRESENT " + kept,
                "CHECKPRESENT WORM-s3--other",
                "LOCKCONTENT WORM-s3--other",
                "UNLOCKCONTENT",
                "REMOVE WORM-s3--other",
                "REMOVE-BEFORE 1100 WORM-s3--other",
                "GETTIMESTAMP",
                "GET 99000 a%b " + kept,
                "GET -5  " + kept,
                "GET 0  WORM-s3--other",
                "PUT a%b SHA256E-s3--0000",
                "PUT  " + kept,
                "DATA 3",
                "DATA 0",
                "DATA 70",
                "DATA-PRESENT",
                "VALID",
                "INVALID",
                "SUCCESS",
                "FAILURE",
                "SUCCESS-PLUS a b",
                "CONNECTDONE 0",
                "NOTIFYCHANGE",
                "ERROR",
                "",
                "CHECKPRESENT ../../etc/passwd",
                "GET 0 ../../../x " + kept);
    }

    @AfterClass
    public static void stop() {
        if (workplace != null) {
            home.close();
            workplace.close();
        }
    }

    @Test
    public void noiseLeavesTheNodeAsItWas() throws Exception {
        long threadsBefore = threads();
        long filesBefore = openFiles();
        ExecutorService many = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<Integer>> links = new ArrayList<>();
        try {
            for (int seed = 0; seed < LINES / LINES_PER_LINK; seed++) {
                Gen gen = new Gen(seed);
                links.add(many.submit(() -> converse(gen)));
            }
            int said = 0;
            for (Future<Integer> link : links) {
                said += link.get(1200, TimeUnit.SECONDS);
            }
            assertThat("lines", said, greaterThanOrEqualTo(LINES));
        } finally {
            many.shutdownNow();
        }

        Patience.until(
                "no link is left",
                QUIET,
                () -> home.wherry("links").lines().size() <= 1,
                () -> home.wherry("links").out());
        Patience.until("threads are gone", QUIET, () -> threads() < threadsBefore + 20, () -> threads() + " threads");
        assertThat("open files", openFiles(), is(lessThan(filesBefore + 40)));
        assertThat(home.log(), not(containsString("for a fault of ours")));
        assertThat(home.log(), not(containsString("OutOfMemory")));

        ThrowawayRepository client = served.cloneTo(workplace.path("client"));
        client.stock().git("remote", "remove", "origin");
        client.link("peer", home.address(served, "tcpip"));
        client.stock().annex("get", "kept.bin");
        assertThat(
                Files.mismatch(
                        served.folder().resolve("kept.bin"), client.folder().resolve("kept.bin")),
                is(-1L));
        served.stock().annex("fsck", "--quiet");
    }

    /** A link of spoilt lines, every other one after AUTH. */
    private static int converse(Gen gen) throws IOException {
        try (Socket socket = new Socket()) {
            int colon = endpoint.peer().lastIndexOf(':');
            socket.connect(
                    new InetSocketAddress(
                            InetAddress.getByName(endpoint.peer().substring(0, colon)),
                            Integer.parseInt(endpoint.peer().substring(colon + 1))),
                    PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            ByteArrayOutputStream noise = new ByteArrayOutputStream();
            if (gen.once(2)) {
                noise.writeBytes(("AUTH u " + token + "\n").getBytes(ISO_8859_1));
            }
            for (int i = 0; i < LINES_PER_LINK; i++) {
                noise.writeBytes(spoilt(gen));
            }
            try {
                socket.getOutputStream().write(noise.toByteArray());
                socket.shutdownOutput();
                InputStream in = socket.getInputStream();
                in.transferTo(OutputStream.nullOutputStream());
            } catch (SocketException e) {
                // It may close in the middle of what it does not want to hear.
            }
            return LINES_PER_LINK;
        }
    }

    private static byte[] spoilt(Gen gen) {
        byte[] line = (gen.pick(lines) + "\n").getBytes(ISO_8859_1);
        switch (gen.below(6)) {
            case 0 -> line[gen.below(line.length)] = (byte) gen.below(256);
            case 1 -> {
                byte[] bytes = gen.bytes(60);
                ByteArrayOutputStream longer = new ByteArrayOutputStream();
                longer.write(line, 0, line.length / 2);
                longer.writeBytes(bytes);
                longer.writeBytes(new byte[] {'\n'});
                return longer.toByteArray();
            }
            case 2 -> {
                byte[] bytes = gen.bytes(200);
                ByteArrayOutputStream random = new ByteArrayOutputStream();
                random.writeBytes(bytes);
                random.write('\n');
                return random.toByteArray();
            }
            default -> {
                // As it should be, but in any order.
            }
        }
        return line;
    }

    private static long threads() {
        return count("task");
    }

    private static long openFiles() {
        return count("fd");
    }

    private static long count(String folder) {
        try (Stream<Path> entries =
                Files.list(Path.of("/proc", Long.toString(home.node().pid()), folder))) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
