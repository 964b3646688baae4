package wherry.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.Workplace;

/**
 * The same content for every server and every client. Object files are hard links to one another where that is possible, so that both
 * servers read the same pages of the system's cache.
 */
final class Content {
    static final String SERVED_BIG = "served/big";
    static final String SERVED_SMALL = "served/small";
    static final String SENT_BIG = "sent/big";
    static final String SENT_SMALL = "sent/small";
    static final String FETCHED_BRANCH = "fetched";
    static final String PUSHED_BRANCH = "pushed";

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int CHUNK_BYTES = 1 << 20;

    private final Workplace workplace;
    private final ThrowawayRepository seed;

    /**
     * An annexed file.
     *
     * @param object the file that holds its content
     */
    record Item(String file, String key, Path object, long bytes) {}

    private Content(Workplace workplace, ThrowawayRepository seed) {
        this.workplace = workplace;
        this.seed = seed;
    }

    static Content make(Workplace workplace, Sizes sizes) throws IOException {
        ThrowawayRepository seed = ThrowawayRepository.create(workplace.surroundings(), workplace.path("seed"));
        // A fixed seed: any two runs measure the same bytes.
        Random random = new Random(20261026);
        for (String big : List.of(SERVED_BIG, SENT_BIG)) {
            write(seed.folder().resolve(big), sizes.bigBytes(), random);
        }
        for (String small : List.of(SERVED_SMALL, SENT_SMALL)) {
            for (int i = 0; i < sizes.smallFiles(); i++) {
                write(seed.folder().resolve(small).resolve(String.format("%04d", i)), sizes.smallBytes(), random);
            }
        }
        seed.stock().tryAnnex(LONG, "add", "--quiet", ".").ok();
        seed.stock().git("commit", "--quiet", "--message=content");
        Content content = new Content(workplace, seed);
        content.commits(FETCHED_BRANCH, sizes, random);
        content.commits(PUSHED_BRANCH, sizes, random);
        return content;
    }

    private static void write(Path file, long bytes, Random random) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] chunk = new byte[(int) Math.min(bytes, CHUNK_BYTES)];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), CHUNK_BYTES)) {
            for (long left = bytes; left > 0; left -= chunk.length) {
                random.nextBytes(chunk);
                out.write(chunk, 0, (int) Math.min(left, chunk.length));
            }
        }
    }

    // A repository with one branch, kept apart from the others so that they do not have these commits.
    private void commits(String branch, Sizes sizes, Random random) {
        ThrowawayRepository made = ThrowawayRepository.at(workplace.surroundings(), commitsOf(branch));
        made.stock().git("init", "--quiet", "--bare");
        StringBuilder stream = new StringBuilder();
        byte[] content = new byte[sizes.commitBytes()];
        for (int i = 0; i < sizes.commits(); i++) {
            random.nextBytes(content);
            String text = Base64.getEncoder().encodeToString(content);
            stream.append("commit refs/heads/")
                    .append(branch)
                    .append('\n')
                    .append("committer Tester <tester@example.invalid> ")
                    .append(1_700_000_000 + i)
                    .append(" +0000\n")
                    .append("data 4\ntext\n")
                    .append("M 100644 inline file\ndata ")
                    .append(text.length())
                    .append('\n')
                    .append(text)
                    .append('\n');
        }
        workplace
                .surroundings()
                .run(made.folder(), LONG, stream.toString(), "git", "fast-import", "--quiet")
                .ok();
    }

    private Path commitsOf(String branch) {
        return workplace.path(branch + ".git");
    }

    /** The annexed files below a folder, or the one file. */
    List<Item> items(String path) throws IOException {
        List<String> lines =
                seed.stock().annex("find", "--format=${key} ${file}\\n", path).lines();
        List<Item> items = new ArrayList<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            String file = line.substring(blank + 1);
            Path object = seed.folder().resolve(file).toRealPath();
            items.add(new Item(file, line.substring(0, blank), object, Files.size(object)));
        }
        return items;
    }

    /** A new repository that has what is fetched from servers. */
    ThrowawayRepository served(String name) {
        ThrowawayRepository served = cloneWith(name, "served");
        served.stock()
                .git("fetch", "--quiet", commitsOf(FETCHED_BRANCH).toString(), FETCHED_BRANCH + ":" + FETCHED_BRANCH);
        return served;
    }

    /** A new repository that has what is sent to servers, and each of their doors as a remote. */
    ThrowawayRepository client(List<Server> servers) {
        ThrowawayRepository client = cloneWith("client", "sent");
        client.stock()
                .git("fetch", "--quiet", commitsOf(PUSHED_BRANCH).toString(), PUSHED_BRANCH + ":" + PUSHED_BRANCH);
        for (Server server : servers) {
            client.stock()
                    .git(
                            "fetch",
                            "--quiet",
                            server.repository().folder().toString(),
                            "git-annex:refs/remotes/" + server.side().label() + "/git-annex");
            Surroundings surroundings = server.clients();
            server.doors().forEach(door -> client.in(surroundings).link(door.remote(), door.link()));
        }
        client.stock().annex("merge", "--quiet");
        return client;
    }

    private ThrowawayRepository cloneWith(String name, String content) {
        ThrowawayRepository clone = seed.cloneTo(workplace.path(name));
        clone.stock().git("config", "annex.hardlink", "true");
        clone.stock().tryAnnex(LONG, "get", "--quiet", content).ok();
        clone.stock().git("config", "--unset", "annex.hardlink");
        clone.stock().git("remote", "remove", "origin");
        clone.stock().git("config", "gc.auto", "0");
        return clone;
    }

    /** A copy of a client's repository, for one measurement. */
    ThrowawayRepository copyOf(ThrowawayRepository client) {
        Path copy = workplace.path("copy");
        try {
            Files.walkFileTree(client.folder(), new RepositoryCopier(client.folder(), copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ThrowawayRepository.at(client.stock().surroundings(), copy);
    }

    /** Removes such a copy. */
    void remove(ThrowawayRepository copy) {
        String folder = copy.folder().toString();
        workplace
                .surroundings()
                .run(workplace.path("home"), "sh", "-c", "chmod -R u+w \"$1\" && rm -rf \"$1\"", "sh", folder)
                .ok();
    }

    /** Lets the system write what it has not written yet, so that this does not happen while something is measured. */
    void settle() {
        workplace.surroundings().run(workplace.path("home"), "sync").ok();
    }
}
