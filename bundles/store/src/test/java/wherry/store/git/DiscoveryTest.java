package wherry.store.git;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.StoreException;
import wherry.api.store.Lookup;

/** Each case is put to the real git too, which has to say the same. */
public class DiscoveryTest {
    private static final int NEIGHBOUR = 65533;
    private static final String DUBIOUS = "detected dubious ownership in repository at ";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> environment = new HashMap<>();
    private Path home;
    private Path shared;
    private Path repository;

    @Before
    public void makeRepository() throws Exception {
        home = folder.newFolder("home").toPath().toRealPath();
        shared = folder.newFolder("shared").toPath().toRealPath();
        environment.put("HOME", home.toString());
        environment.put("GIT_CONFIG_SYSTEM", home + "/system");
        repository = shared.resolve("repo");
        git(shared, "init", "--quiet", repository.toString());
        Files.createDirectories(repository.resolve("a/b"));
    }

    private String git(Path at, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(at.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.equals("SUDO_UID"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }

    private static String whole(StoreException e) {
        return (e.getMessage() + "\n" + String.join("\n", e.advice())).strip();
    }

    private String ours(Path at) {
        try {
            return Discovery.search(new Lookup(at, false, environment))
                    .map(found -> found.own().toString())
                    .orElse("none");
        } catch (StoreException e) {
            return whole(e);
        }
    }

    /** What git says of a folder, which has to be what we say. */
    private String said(Path at) throws Exception {
        String git = git(at, "rev-parse", "--absolute-git-dir").replaceFirst("^fatal: ", "");
        String ours = ours(at);
        assertThat(ours, equalTo(git.startsWith("not a git repository (or any") ? "none" : git));
        return ours;
    }

    private static void give(Path file) throws IOException {
        assumeTrue("only root can give files to another user", "root".equals(System.getProperty("user.name")));
        Files.setAttribute(file, "unix:uid", NEIGHBOUR, LinkOption.NOFOLLOW_LINKS);
    }

    private void user(String configuration) throws IOException {
        Files.writeString(home.resolve(".gitconfig"), configuration);
    }

    private void assertFound(Path at) throws Exception {
        assertThat(said(at), is(repository.resolve(".git").toString()));
    }

    private void assertDubious(Path at, Path whose) throws Exception {
        assertThat(
                said(at),
                is(DUBIOUS + "'" + whose + "'\nTo add an exception for this directory, call:\n\n"
                        + "\tgit config --global --add safe.directory " + whose));
    }

    @Test
    public void whatIsOursIsFoundFromEveryFolderInIt() throws Exception {
        assertFound(repository);
        assertFound(repository.resolve("a/b"));
        assertThat(
                said(repository.resolve(".git")), is(repository.resolve(".git").toString()));
        assertThat(said(shared), is("none"));
    }

    @Test
    public void aFolderOfAnotherIsDubious() throws Exception {
        give(repository);
        assertDubious(repository.resolve("a"), repository);
    }

    @Test
    public void aGitDirectoryOfAnotherIsDubious() throws Exception {
        give(repository.resolve(".git"));
        assertDubious(repository.resolve("a"), repository);
        assertDubious(repository.resolve(".git"), repository.resolve(".git"));
    }

    @Test
    public void whoseFilesLieInTheGitDirectoryDoesNotMatter() throws Exception {
        give(repository.resolve(".git/config"));
        give(repository.resolve(".git/HEAD"));
        assertFound(repository);
    }

    @Test
    public void aGitFileOfAnotherIsDubiousAndSoIsWhereItLeads() throws Exception {
        Path elsewhere = shared.resolve("elsewhere");
        Files.move(repository.resolve(".git"), elsewhere);
        Files.writeString(repository.resolve(".git"), "gitdir: ../elsewhere\n");
        assertThat(said(repository), is(elsewhere.toString()));
        give(elsewhere);
        assertDubious(repository, repository);
        Files.setAttribute(elsewhere, "unix:uid", 0);
        give(repository.resolve(".git"));
        assertDubious(repository, repository);
    }

    @Test
    public void ofALinkItsOwnerCounts() throws Exception {
        Path elsewhere = shared.resolve("elsewhere");
        Files.move(repository.resolve(".git"), elsewhere);
        Path link = Files.createSymbolicLink(repository.resolve(".git"), elsewhere);
        assertThat(ours(repository), is(elsewhere.toString()));
        give(link);
        assertDubious(repository, repository);
    }

    @Test
    public void aBareRepositoryOfAnotherIsDubious() throws Exception {
        Path bare = shared.resolve("it's bare");
        git(shared, "init", "--quiet", "--bare", bare.toString());
        assertThat(said(bare.resolve("objects")), is(bare.toString()));
        give(bare);
        assertThat(
                said(bare.resolve("refs")),
                is(DUBIOUS + "'" + bare + "'\nTo add an exception for this directory, call:\n\n"
                        + "\tgit config --global --add safe.directory '" + shared + "/it'\\''s bare'"));
    }

    @Test
    public void theUserDeclaresRepositoriesSafe() throws Exception {
        give(repository);
        for (String value : List.of(repository.toString(), "*", "~/../shared/repo", "\n directory = " + repository)) {
            user("[safe]\n directory = " + value + "\n");
            assertThat(value, ours(repository), is(repository.resolve(".git").toString()));
            if (!value.contains("..")) {
                assertFound(repository.resolve("a"));
            }
        }
        for (String value : List.of(shared.toString(), "repo", repository + "\n directory =", "*\n directory", "x*")) {
            user("[safe]\n directory = " + value + "\n");
            assertDubious(repository, repository);
        }
    }

    @Test
    public void aNewerGitKnowsAllBelowAFolderAndNamesBehindLinks() throws Exception {
        give(repository);
        Path link = Files.createSymbolicLink(folder.getRoot().toPath().resolve("link"), shared);
        for (String value : List.of(shared + "/*", "/*", link + "/*", link + "/repo", repository + "/")) {
            user("[safe]\n directory = " + value + "\n");
            assertThat(value, ours(repository), is(repository.resolve(".git").toString()));
        }
        for (String value : List.of(repository + "/*", home + "/*", shared.getParent() + "/sha*")) {
            user("[safe]\n directory = " + value + "\n");
            assertThat(value, ours(repository), startsWith(DUBIOUS));
        }
    }

    @Test
    public void systemUserAndCommandLineDeclareThemAndTheRepositoryNever() throws Exception {
        String all = "[safe]\n directory = *\n";
        Path config = repository.resolve(".git/config");
        Files.writeString(config, Files.readString(config) + all);
        give(repository);
        assertDubious(repository, repository);
        Files.writeString(home.resolve("system"), all);
        assertFound(repository);
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        assertDubious(repository, repository);
        Files.createDirectories(home.resolve("xdg/git"));
        Files.writeString(home.resolve("xdg/git/config"), "[include]\n path = more\n");
        Files.writeString(home.resolve("xdg/git/more"), all);
        environment.put("XDG_CONFIG_HOME", home + "/xdg");
        assertFound(repository);
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        assertDubious(repository, repository);
        environment.putAll(
                Map.of("GIT_CONFIG_COUNT", "1", "GIT_CONFIG_KEY_0", "safe.directory", "GIT_CONFIG_VALUE_0", "*"));
        assertFound(repository);
        environment.put("GIT_CONFIG_COUNT", "0");
        assertDubious(repository, repository);
        environment.put("GIT_CONFIG_PARAMETERS", "'a.b'='it'\\''s' 'safe.directory'='" + repository + "'");
        assertFound(repository);
        environment.put("GIT_CONFIG_PARAMETERS", "'a.b' 'safe.directory=*'");
        assertFound(repository);
    }

    @Test
    public void anIncludeThatDependsOnTheRepositoryDeclaresNothing() throws Exception {
        give(repository);
        Files.writeString(home.resolve("more"), "[safe]\n directory = *\n");
        user("[includeIf \"gitdir:" + shared + "/\"]\n path = more\n");
        assertDubious(repository, repository);
    }

    @Test
    public void bareRepositoriesHaveToBeNamedIfTheUserSaysSo() throws Exception {
        Path bare = shared.resolve("bare");
        git(shared, "init", "--quiet", "--bare", bare.toString());
        Files.writeString(
                bare.resolve("config"), Files.readString(bare.resolve("config")) + "[safe]\n barerepository = all\n");
        user("[safe]\n bareRepository = explicit\n directory = *\n");
        assertThat(said(bare), is("cannot use bare repository '" + bare + "' (safe.bareRepository is 'explicit')"));
        Lookup named = new Lookup(bare, true, environment);
        assertThat(Discovery.find(named).own(), is(bare));
        assertFound(repository);
        assertThat(
                "newer gits",
                ours(repository.resolve(".git")),
                is(repository.resolve(".git").toString()));
        user("[safe]\n bareRepository = all\n");
        assertThat(said(bare), is(bare.toString()));
    }

    @Test
    public void aGitDirectoryThatTheCallerNamesIsTakenWhoeverOwnsIt() throws Exception {
        give(repository);
        give(repository.resolve(".git"));
        environment.put("GIT_DIR", repository + "/.git");
        assertThat(git(shared, "rev-parse", "--absolute-git-dir"), is(repository + "/.git"));
        assertThat(
                Discovery.find(new Lookup(repository.resolve(".git"), true, environment))
                        .checkout(),
                is(Optional.of(repository)));
        environment.put("GIT_DIR", repository.toString());
        assertThat(
                git(shared, "rev-parse", "--absolute-git-dir"),
                is("fatal: not a git repository: '" + repository + "'"));
        assertThat(
                message(new Lookup(repository, true, environment)), is("not a git repository: '" + repository + "'"));
    }

    private static String message(Lookup where) {
        try {
            return Discovery.find(where).own().toString();
        } catch (StoreException e) {
            return whole(e);
        }
    }

    @Test
    public void whoBecameRootBySudoUsesWhatIsTheirs() throws Exception {
        give(repository);
        give(repository.resolve(".git"));
        environment.put("SUDO_UID", Integer.toString(NEIGHBOUR));
        assertFound(repository);
        for (String other : List.of("65532", "", "x", "65533x", "-1")) {
            environment.put("SUDO_UID", other);
            assertDubious(repository, repository);
        }
    }

    @Test
    public void theSearchEndsBelowCeilings() throws Exception {
        Path start = repository.resolve("a/b");
        Path link = Files.createSymbolicLink(folder.getRoot().toPath().resolve("link"), repository);
        for (String ceiling : List.of(
                repository.toString(),
                "/nowhere:" + repository + "/",
                repository.resolve("a").toString(),
                link.toString())) {
            environment.put("GIT_CEILING_DIRECTORIES", ceiling);
            assertThat(ceiling, said(start), is("none"));
            assertFound(repository);
        }
        for (String ceiling : List.of(shared.toString(), start.toString(), "a:/", ":" + link, "")) {
            environment.put("GIT_CEILING_DIRECTORIES", ceiling);
            assertFound(start);
        }
    }

    @Test
    public void theSearchStaysOnOneFileSystem() throws Exception {
        Path below = Path.of("/proc/self");
        assertThat(Ceilings.of(Map.of(), below).before(Path.of("/")).isPresent(), is(true));
        for (String yes : List.of("1", "true", "Yes", "on")) {
            Map<String, String> across = Map.of("GIT_DISCOVERY_ACROSS_FILESYSTEM", yes);
            assertThat(Ceilings.of(across, below).before(Path.of("/")).isPresent(), is(false));
        }
        for (String no : List.of("0", "false", "off", "")) {
            Map<String, String> within = Map.of("GIT_DISCOVERY_ACROSS_FILESYSTEM", no);
            assertThat(Ceilings.of(within, below).before(Path.of("/")).isPresent(), is(true));
        }
    }

    @Test
    public void whatIsNoGitDirectoryIsPassedBy() throws Exception {
        Path inner = Files.createDirectories(repository.resolve("a/.git"));
        assertFound(repository.resolve("a"));
        Files.createDirectories(inner.resolve("objects"));
        Files.createDirectories(inner.resolve("refs"));
        Files.writeString(inner.resolve("HEAD"), "nonsense\n");
        assertFound(repository.resolve("a"));
        Files.writeString(inner.resolve("HEAD"), "ref: refs/heads/x\n");
        assertThat(said(repository.resolve("a/b")), is(inner.toString()));
        Files.delete(inner.resolve("refs"));
        assertFound(repository.resolve("a/b"));
    }

    @Test
    public void aGitFileThatLeadsNowhereIsAnError() throws Exception {
        Path file = Files.writeString(repository.resolve("a/.git"), "gitdir: /nowhere\n");
        assertThat(said(repository.resolve("a")), is("not a git repository: /nowhere"));
        Files.writeString(file, "hello\n");
        assertThat(said(repository.resolve("a/b")), is("invalid gitfile format: " + file));
    }

    /** Each of these gets its folder from a {@link GitDirectories}, or from a repository that is open. */
    @Test
    public void thereIsNoOtherWayIntoARepository() throws Exception {
        assertThat(sourcesWith("new GitDirectories("), is(Set.of("Discovery.java")));
        assertThat(
                sourcesWith("RepositoryBuilder()"),
                is(Set.of("BranchFiles.java", "BranchStart.java", "GitWorkTrees.java", "JgitService.java")));
    }

    private static Set<String> sourcesWith(String text) throws IOException {
        Set<String> found = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            for (Path file :
                    (Iterable<Path>) files.filter(name -> name.toString().endsWith(".java"))::iterator) {
                if (file.toString().contains("/src/main/")
                        && Files.readString(file).contains(text)) {
                    found.add(String.valueOf(file.getFileName()));
                }
            }
        }
        return found;
    }

    @Test
    public void linkedWorkTreesAreFoundWithWhatTheyShare() throws Exception {
        git(repository, "-c", "user.name=T", "-c", "user.email=t@t", "commit", "--quiet", "--allow-empty", "-m", "x");
        Path linked = shared.resolve("linked");
        git(repository, "worktree", "add", "--quiet", linked.toString());
        assertThat(said(linked), is(repository.resolve(".git/worktrees/linked").toString()));
        GitDirectories found = Discovery.find(new Lookup(linked, false, environment));
        assertThat(found.common(), is(repository.resolve(".git")));
        give(linked);
        assertDubious(linked, linked);
    }
}
