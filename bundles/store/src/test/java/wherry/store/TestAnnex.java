package wherry.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.IncomingContent;
import wherry.api.lock.FileLocks;
import wherry.api.store.ContentStore;
import wherry.api.store.Lookup;
import wherry.filelocks.PosixFileLocks;
import wherry.store.content.StoreCounters;
import wherry.store.format.Layout;
import wherry.store.format.ObjectPlace;
import wherry.store.jgit.JgitGlobals;

/** An annex in a folder, made with git alone: what git-annex needs to take it for its own. */
public final class TestAnnex {
    static {
        // As in a node: or else JGit would measure the clock of the file system by probe files.
        new JgitGlobals();
    }

    public static final AnnexUuid UUID = new AnnexUuid("b9930763-0000-4000-8000-000000000001");
    public static final AnnexUuid PEER = new AnnexUuid("c77af205-0000-4000-8000-000000000002");
    private static final int PART_BYTES = 7;
    public static final AssociatedFile FILE = new AssociatedFile("dir/x_y.txt");

    public final Path top;
    public final FileLocks locks = new PosixFileLocks();
    public final StoreCounters counters = new StoreCounters();

    private TestAnnex(Path top) {
        this.top = top;
    }

    public static TestAnnex create(Path top, String... initOptions) throws IOException {
        TestAnnex annex = new TestAnnex(top.toRealPath());
        List<String> init = new ArrayList<>(List.of("init", "-q"));
        init.addAll(List.of(initOptions));
        annex.git(init.toArray(new String[0]));
        annex.git("config", "annex.uuid", UUID.value());
        annex.git("config", "annex.version", "10");
        // Tests look at the journal, which must not go before they have.
        annex.git("config", "annex.alwayscommit", "false");
        String blob = annex.gitWith(UUID + " here timestamp=1500000000s\n", "hash-object", "-w", "--stdin");
        String tree = annex.gitWith("100644 blob " + blob + "\tuuid.log\n", "mktree");
        String commit = annex.git("commit-tree", "-m", "branch created", tree);
        annex.git("update-ref", "refs/heads/git-annex", commit);
        return annex;
    }

    public AnnexRepository open() throws IOException {
        return open(Clock.systemUTC());
    }

    public AnnexRepository open(Clock clock) throws IOException {
        return AnnexRepository.open(lookup(), locks, clock, counters, closed -> {});
    }

    public Lookup lookup() {
        return new Lookup(top, false, environment());
    }

    Map<String, String> environment() {
        return Map.of("HOME", top.resolve(".git").toString(), "GIT_CONFIG_SYSTEM", "/dev/null");
    }

    public String git(String... arguments) throws IOException {
        return gitWith("", arguments);
    }

    public String gitWith(String input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=T", "-c", "user.email=t@example.org"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(top.toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("HOME", top.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.ISO_8859_1));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("failed: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output.strip();
    }

    /** Puts content into an open repository as a peer would. */
    public static boolean put(AnnexRepository repository, Key key, String content) throws IOException {
        try (IncomingContent arrival =
                repository.content().receive(key, FILE, PEER).incoming().orElseThrow()) {
            feed(arrival, content.substring((int) arrival.offset()));
            return arrival.commit(true).done();
        }
    }

    /** The same, if the content is not there and nobody else puts it. */
    public static void putIfAbsent(ContentStore store, Key key, String content) throws IOException {
        Optional<IncomingContent> arrival = store.receive(key, FILE, PEER).incoming();
        if (arrival.isPresent()) {
            try (IncomingContent open = arrival.get()) {
                feed(open, content);
                open.commit(true);
            }
        }
    }

    public static void feed(IncomingContent arrival, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        WritableByteChannel target = arrival.begin(bytes.length);
        for (int at = 0; at < bytes.length; at += PART_BYTES) {
            target.write(ByteBuffer.wrap(bytes, at, Math.min(PART_BYTES, bytes.length - at)));
        }
    }

    public static Key sha256(String content) {
        return key("SHA256-s" + content.length() + "--" + hash("SHA-256", content));
    }

    public static String hash(String algorithm, String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Key key(String text) {
        return Key.parse(text).orElseThrow();
    }

    public Path annex() {
        return top.resolve(".git/annex");
    }

    public ObjectPlace place(Key key) {
        return new Layout(annex(), false).objects(key).get(0);
    }

    /** What is below the annex folder, but for our own files: names from there, sorted. */
    public List<String> files() {
        try (var walk = Files.walk(annex())) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> annex().relativize(file).toString())
                    .filter(name -> !name.startsWith("wherry/") && !name.equals("journal.lck"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
