package wherry.store.branch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.Config;
import wherry.api.lock.FileLocks;
import wherry.filelocks.PosixFileLocks;
import wherry.store.jgit.JgitGlobals;

/** A bare repository with a git-annex branch, made with git alone. */
final class TestHome implements BranchHome {
    static {
        // As in a node: or else JGit would measure the clock of the file system by probe files.
        new JgitGlobals();
    }

    static final String SELF = "b9930763-0000-4000-8000-000000000001";

    final Path top;
    final FileLocks locks = new PosixFileLocks();
    final Config config = new Config();
    private final AtomicLong count = new AtomicLong();

    private TestHome(Path top) {
        this.top = top;
        config.setString("user", null, "name", "Ann");
        config.setString("user", null, "email", "ann@example.org");
    }

    static TestHome create(Path top) throws IOException {
        TestHome home = new TestHome(top.toRealPath());
        home.git("", "init", "-q", "--bare");
        home.set("refs/heads/git-annex", "uuid.log", SELF + " here timestamp=1500000000s\n");
        Files.createDirectories(home.annexDirectory());
        return home;
    }

    JournalledBranch open() {
        return new JournalledBranch(this, locks, Clock.systemUTC());
    }

    /** Makes a ref with one commit of one file. */
    String set(String ref, String path, String content) throws IOException {
        return set(ref, path, content, List.of());
    }

    /** Commits one file to a ref, on top of others. */
    String set(String ref, String path, String content, List<String> parents) throws IOException {
        String blob = git(content, "hash-object", "-w", "--stdin");
        Path index = top.resolve("test-index");
        Files.deleteIfExists(index);
        String start = parents.isEmpty() ? "" : "git read-tree " + parents.get(0) + " && ";
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                "-c",
                start + "git update-index --add --cacheinfo 100644," + blob + "," + path + " && git write-tree");
        builder.environment().put("GIT_INDEX_FILE", index.toString());
        String tree = run(builder, "");
        List<String> commit = new ArrayList<>(List.of("commit-tree", "-m", "x", tree));
        parents.forEach(parent -> commit.addAll(List.of("-p", parent)));
        String made = git("", commit.toArray(String[]::new));
        git("", "update-ref", ref, made);
        return made;
    }

    String git(String input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(new ProcessBuilder(command), input);
    }

    private String run(ProcessBuilder builder, String input) throws IOException {
        builder.directory(top.toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("HOME", top.toString());
        for (String who : new String[] {"GIT_AUTHOR_", "GIT_COMMITTER_"}) {
            builder.environment().put(who + "NAME", "T");
            builder.environment().put(who + "EMAIL", "t@example.org");
        }
        Process process = builder.redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.ISO_8859_1));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("failed: " + builder.command() + "\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output.strip();
    }

    /** A file on the branch as git sees it. */
    String committed(String path) throws IOException {
        return git("", "cat-file", "blob", "git-annex:" + path) + "\n";
    }

    /** Writes to the journal as git-annex would. */
    void journal(String name, String content) throws IOException {
        write(annexDirectory().resolve("journal").resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    List<String> journalled() throws IOException {
        Path journal = annexDirectory().resolve("journal");
        if (!Files.exists(journal)) {
            return List.of();
        }
        try (var files = Files.list(journal)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public Path gitDirectory() {
        return top;
    }

    @Override
    public Path annexDirectory() {
        return top.resolve("annex");
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        Path tmp = annexDirectory().resolve("tmp" + count.incrementAndGet());
        Files.write(tmp, content);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.move(tmp, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    @Override
    public void protect(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    }

    @Override
    public void adopt(Path file) {}
}
