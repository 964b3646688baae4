package wherry.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import wherry.kit.programs.Surroundings;

/**
 * All of a repository that a command of git-annex may change, by names that begin with what they are of: {@code tree}, {@code object},
 * {@code index}, {@code status}, {@code branch}.
 */
final class RepositoryState {
    private static final Pattern LOCATION_LOG = Pattern.compile("branch /[0-9a-f]{3}/.*\\.log");
    private static final int SHOWN_CHARACTERS = 10_000;

    private final Surroundings surroundings;
    private final Path folder;
    private final Map<String, String> state = new TreeMap<>();

    private RepositoryState(Surroundings surroundings, Path folder) {
        this.surroundings = surroundings;
        this.folder = folder;
    }

    /**
     * What a repository is like.
     *
     * @param peer the repository of its remote, of which only the content counts
     * @param names what to put for UUIDs in location logs
     */
    static Map<String, String> of(Surroundings surroundings, Path folder, Path peer, Map<String, String> names)
            throws IOException {
        RepositoryState repository = new RepositoryState(surroundings, folder);
        repository.files("peer", peer.resolve(".git/annex/objects"));
        repository.files("tree", folder);
        repository.files("object", folder.resolve(".git/annex/objects"));
        repository.files("bad", folder.resolve(".git/annex/bad"));
        repository.askGit();
        names.forEach(repository::call);
        return repository.withoutUuid();
    }

    private void call(String uuid, String name) {
        state.replaceAll((file, text) -> LOCATION_LOG.matcher(file).matches() ? text.replace(uuid, name) : text);
    }

    /** Each annex has its own. */
    private Map<String, String> withoutUuid() {
        String prefix = "config annex.uuid\n";
        String uuid = state.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .map(name -> name.substring(prefix.length()))
                .orElse("none");
        Map<String, String> without = new TreeMap<>();
        state.forEach((name, text) -> {
            String replaced = text.replace(uuid, "UUID").replaceAll("/(ours|real)\\b", "/here");
            without.put(name.replace(uuid, "UUID"), name.startsWith("branch ") ? sorted(replaced) : replaced);
        });
        return without;
    }

    /** Logs are in the order of the UUIDs. */
    private static String sorted(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("^file \\S+ ", ""))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Status comes last, since it may run the filter of git-annex, which takes files in. */
    private void askGit() throws IOException {
        Path answers = folder.resolve(".git/answers");
        Files.createDirectories(answers.resolve("branch"));
        String script = "git config --local --list -z > .git/answers/config; "
                + "git ls-files --stage -v -z > .git/answers/index && git annex merge -q && "
                + "git archive git-annex | tar -x -C .git/answers/branch && "
                + "git status --porcelain --ignored -z > .git/answers/status";
        surroundings
                .run(folder, Surroundings.LIMIT, "", "bash", "-o", "pipefail", "-c", script)
                .ok();
        lines("index", answers.resolve("index"));
        lines("status", answers.resolve("status"));
        lines("config", answers.resolve("config"));
        files("hook", folder.resolve(".git/hooks"));
        files("info", folder.resolve(".git/info"));
        branch(answers.resolve("branch"));
    }

    private void lines(String what, Path answer) throws IOException {
        String text = new String(Files.readAllBytes(answer), StandardCharsets.ISO_8859_1);
        for (String line : text.split("\0", -1)) {
            state.put(what + " " + line, "");
        }
    }

    /** Each file of the git-annex branch, without times; what git-annex keeps of its own runs is left out. */
    private void branch(Path top) throws IOException {
        files("branch", top);
        state.remove("branch /activity.log");
        state.replaceAll((name, text) -> name.startsWith("branch ")
                ? text.replaceAll("\\d+(\\.\\d+)?s\\b", "T").replaceAll("^(file \\S+) \\d+", "$1")
                : text);
    }

    private void files(String what, Path top) throws IOException {
        if (Files.notExists(top)) {
            return;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) throws IOException {
                if (at.endsWith(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                state.put(what + " " + name(top, at), "folder " + mode(at));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) throws IOException {
                state.put(what + " " + name(top, at), describe(at, attributes));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Byte for byte, whatever the names are encoded in. */
    private static String name(Path top, Path at) {
        return at.toUri().getRawPath().substring(top.toUri().getRawPath().length() - 1);
    }

    private static String mode(Path at) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(at, LinkOption.NOFOLLOW_LINKS));
    }

    private static String describe(Path at, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            return "link " + Files.readSymbolicLink(at);
        }
        if (!attributes.isRegularFile()) {
            return "special";
        }
        String content = new String(Files.readAllBytes(at), StandardCharsets.ISO_8859_1);
        String shown = content.substring(0, Math.min(content.length(), SHOWN_CHARACTERS));
        return "file " + mode(at) + " " + content.length() + " " + shown;
    }
}
