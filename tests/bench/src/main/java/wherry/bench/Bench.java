package wherry.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import wherry.kit.programs.Peers;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** Measures git-annex's own server and the Wherry node side by side; {@code tests/bench/run} calls it. */
public final class Bench {
    private static final int WRONG_USE = 2;

    private final Options options;
    private final Sizes sizes;

    private Bench(Options options) {
        this.options = options;
        this.sizes = options.sizes();
    }

    public static void main(String[] arguments) throws IOException {
        int code = WRONG_USE;
        try {
            Options options = Options.parse(List.of(arguments), Path.of(System.getProperty("wherry.bench.from", "")));
            Optional<String> missing = Peers.whyMissing("git", "git-annex", "git-remote-p2p-annex", "socat")
                    .or(WherryHome::whyMissing);
            if (missing.isPresent()) {
                say(missing.get());
            } else {
                code = new Bench(options).measure() ? 0 : 1;
            }
        } catch (IllegalArgumentException e) {
            say(e.getMessage() + "; see tests/bench/run --help");
        }
        System.exit(code);
    }

    private static void say(String text) {
        System.err.println("bench: " + text);
    }

    private boolean measure() throws IOException {
        Workplace workplace = Workplace.open();
        AtomicBoolean closed = new AtomicBoolean();
        Runnable close = () -> {
            if (!closed.getAndSet(true)) {
                workplace.close();
            }
        };
        // Also when it is interrupted nothing may stay behind.
        Runtime.getRuntime().addShutdownHook(new Thread(close, "close"));
        try (Watchdog watchdog = new Watchdog()) {
            checkRoom(workplace);
            return measure(workplace, new Clients(watchdog));
        } finally {
            close.run();
        }
    }

    private void checkRoom(Workplace workplace) throws IOException {
        long free = Files.getFileStore(workplace.path("home")).getUsableSpace();
        if (free < sizes.diskBytes()) {
            throw new IOException("the folder for temporary files has room for " + free / 1_000_000 + " MB, but "
                    + sizes.diskBytes() / 1_000_000 + " MB are needed; set TMPDIR to another one");
        }
    }

    private boolean measure(Workplace workplace, Clients clients) throws IOException {
        String loadBefore = load();
        say("making repositories of " + sizes.big() + " and " + sizes.small());
        Content content = Content.make(workplace, sizes);
        try (Server stock = Stock.of(content.served("stock"), workplace, freePort());
                Server node = Node.of(content.served("node"), workplace)) {
            Rounds rounds = new Rounds(List.of(stock, node), sizes.rounds(), options.only(), System.err);
            run(rounds, content, clients, List.of(stock, node));
            Results results = rounds.results();
            List<Target> targets = options.quick() ? List.of() : Target.all(sizes);
            System.out.print(new Table(results, targets).text());
            if (options.json().isPresent()) {
                Files.writeString(options.json().get(), Json.of(results, targets, circumstances(loadBefore)));
            }
            return results.problems().isEmpty();
        }
    }

    private void run(Rounds rounds, Content content, Clients clients, List<Server> servers) throws IOException {
        ServerMeasurements starts = new ServerMeasurements(sizes, clients);
        RawMeasurements raw = new RawMeasurements(sizes, content, clients);
        for (Server server : servers) {
            server.start();
            for (Door door : server.doors()) {
                starts.untilReady(door);
                raw.verify(door);
            }
        }
        ThrowawayRepository client = content.client(servers);
        rounds.run(starts.first());
        rounds.run(raw.all());
        rounds.run(new AnnexMeasurements(sizes, content, raw, client).all());
        rounds.run(new GitMeasurements(sizes, content, client).all());
        rounds.run(starts.last());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Map<String, String> circumstances(String loadBefore) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("quick", Boolean.toString(options.quick()));
        facts.put("rounds", Integer.toString(sizes.rounds()));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("java", Runtime.version().toString());
        facts.put("load before", loadBefore);
        facts.put("load after", load());
        return facts;
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
