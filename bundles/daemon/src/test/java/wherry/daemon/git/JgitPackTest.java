package wherry.daemon.git;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.store.Repository;
import wherry.daemon.bench.Git;
import wherry.daemon.bench.GitPort;
import wherry.daemon.bench.MemoryAnnex;
import wherry.daemon.bench.TestThreads;
import wherry.kit.MemorySettings;
import wherry.shared.time.Deadlines;

/** The real git fetches from and pushes to JGit, and, for comparison, to the real git: the two have to judge alike. */
public class JgitPackTest {
    private static final String HOOK_OF_GIT_ANNEX =
            "#!/bin/sh\n# automatically configured by git-annex\ngit annex post-receive\n";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    private final TestThreads threads = new TestThreads();
    private final GitServices installed =
            new GitServices(threads, new Deadlines(), new GitProgram(System.getenv("PATH")));
    private final GitServices absent = new GitServices(threads, new Deadlines(), new GitProgram(""));
    private Path folder;
    private Git server;
    private Path clone;
    private Git client;
    private Repository repository;

    @Before
    public void make() throws Exception {
        folder = temporary.newFolder("server").toPath();
        server = new Git(folder);
        server.run("init", "-q");
        server.commit("first");
        server.run("branch", "side");
        server.run("branch", "linked");
        server.run("update-ref", "refs/secret/one", "HEAD");
        server.run("worktree", "add", "-q", temporary.getRoot() + "/linked", "linked");
        repository = new MemoryAnnex(folder, "u").open(folder);
        clone = temporary.getRoot().toPath().resolve("clone");
        server.run("clone", "-q", folder.toString(), clone.toString());
        client = new Git(clone);
        client.commit("second");
    }

    @After
    public void end() {
        threads.close();
    }

    private void set(String name, String... values) throws Exception {
        for (String value : values) {
            server.run("config", "--add", name, value);
        }
        ((MemorySettings) repository.settings()).set(name.toLowerCase(java.util.Locale.ROOT), List.of(values));
    }

    /** What git says of a push, whether or not it succeeds. */
    private String push(GitServices services, String... arguments) throws Exception {
        try (GitPort port = new GitPort(services, repository, threads)) {
            List<String> command = new ArrayList<>(List.of("push", "--porcelain", port.url()));
            command.addAll(List.of(arguments));
            return run(command).replace(port.url(), "URL");
        }
    }

    private String run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(clone.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static String verdicts(String porcelain) {
        return porcelain.lines().filter(line -> line.matches("[-!*+= ]\t.*")).collect(Collectors.joining("\n"));
    }

    /** The same push to both; whatever the first one changed is undone. */
    private String judged(String... arguments) throws Exception {
        String before = server.run("for-each-ref", "--format=%(refname) %(objectname)");
        String byGit = verdicts(push(installed, arguments));
        restore(before);
        String said = push(absent, arguments);
        String byJgit = verdicts(said);
        restore(before);
        assertThat(said, byJgit, is(byGit));
        return byJgit;
    }

    private void restore(String before) throws Exception {
        for (String ref : server.run("for-each-ref", "--format=%(refname)").split("\n", -1)) {
            server.run("update-ref", "-d", ref);
        }
        for (String line : before.split("\n", -1)) {
            server.run("update-ref", line.split(" ", -1)[0], line.split(" ", -1)[1]);
        }
    }

    @Test
    public void aBranchThatIsCheckedOutStaysAsItIs() throws Exception {
        String refused = "[remote rejected] (branch is currently checked out)";
        assertThat(judged("HEAD:refs/heads/main"), containsString(refused));
        assertThat(judged("HEAD:refs/heads/linked"), containsString(refused));
        assertThat(judged("HEAD:refs/heads/side"), not(containsString("rejected")));
        assertThat(judged("HEAD:refs/heads/new"), not(containsString("rejected")));
        for (String value : List.of("refuse", "true", "yes")) {
            set("receive.denyCurrentBranch", value);
            assertThat(value, judged("HEAD:refs/heads/main"), containsString(refused));
        }
        for (String value : List.of("ignore", "warn", "false")) {
            set("receive.denyCurrentBranch", value);
            assertThat(value, judged("HEAD:refs/heads/main"), not(containsString("rejected")));
        }
    }

    @Test
    public void aWorkingTreeThatIsToFollowNeedsGit() throws Exception {
        set("receive.denyCurrentBranch", "updateInstead");
        String said = push(absent, "HEAD:refs/heads/main");
        assertThat(said, containsString("[remote rejected] (branch is currently checked out)"));
    }

    @Test
    public void inABareRepositoryNoBranchIsCheckedOut() throws Exception {
        Path bare = temporary.getRoot().toPath().resolve("bare");
        server.run("clone", "-q", "--bare", folder.toString(), bare.toString());
        assertThat(CheckedOutBranches.branches(bare, true).isEmpty(), is(true));
    }

    @Test
    public void deletionsAreRefusedAsConfigured() throws Exception {
        assertThat(judged(":refs/heads/main"), containsString("[remote rejected] (branch is currently checked out)"));
        set("receive.denyCurrentBranch", "ignore");
        assertThat(
                judged(":refs/heads/main"),
                containsString("[remote rejected] (deletion of the current branch prohibited)"));
        assertThat(judged(":refs/heads/side"), not(containsString("rejected")));
        set("receive.denyDeletes", "true");
        assertThat(judged(":refs/heads/side"), containsString("[remote rejected] (deletion prohibited)"));
        assertThat("there is nothing to delete", judged(":refs/heads/none"), containsString("[deleted]"));
    }

    @Test
    public void whatIsNoFastForwardIsRefusedAsConfigured() throws Exception {
        client.run("commit", "-q", "--allow-empty", "--amend", "-m", "other");
        judged("HEAD:refs/heads/side");
        client.run("commit", "-q", "--allow-empty", "--amend", "-m", "another");
        push(absent, "HEAD:refs/heads/side");
        set("receive.denyNonFastForwards", "true");
        client.run("commit", "-q", "--allow-empty", "--amend", "-m", "a third");
        String said = push(absent, "+HEAD:refs/heads/side");
        assertThat(said, containsString("[remote rejected] (non-fast-forward)"));
        assertThat(verdicts(push(installed, "+HEAD:refs/heads/side")), is(verdicts(said)));
    }

    private String refs(GitServices services) throws Exception {
        try (GitPort port = new GitPort(services, repository, threads)) {
            return run(List.of("ls-remote", port.url()));
        }
    }

    @Test
    public void hiddenRefsAreNeitherShownNorChanged() throws Exception {
        assertThat(refs(absent), containsString("refs/secret/one"));
        set("transfer.hideRefs", "refs/secret", "refs/heads/s");
        set("uploadpack.hideRefs", "refs/heads/side/", "!refs/heads/other");
        set("receive.hideRefs", "^refs/tags", "!refs/secret/open");
        assertThat(refs(absent), not(containsString("refs/secret/one")));
        assertThat(refs(absent), not(containsString("refs/heads/side")));
        assertThat(refs(absent), containsString("refs/heads/linked"));
        assertThat(refs(absent), is(refs(installed)));
        String refused = "[remote rejected] (deny updating a hidden ref)";
        assertThat(judged("HEAD:refs/secret/two"), containsString(refused));
        assertThat(judged("HEAD:refs/tags/t"), containsString(refused));
        assertThat(judged("HEAD:refs/secret/open"), not(containsString("rejected")));
        assertThat(judged("HEAD:refs/heads/side"), not(containsString("rejected")));
    }

    @Test
    public void whatOnlyAHiddenRefLeadsToIsNotGivenAway() throws Exception {
        server.run("checkout", "-q", "--detach");
        String secret = server.commit("secret");
        server.run("update-ref", "refs/secret/one", secret);
        server.run("checkout", "-q", "main");
        set("transfer.hideRefs", "refs/secret");
        for (GitServices services : List.of(installed, absent)) {
            try (GitPort port = new GitPort(services, repository, threads)) {
                assertThat(run(List.of("fetch", port.url(), secret)), containsString("not"));
                assertThat(
                        run(List.of("cat-file", "-e", secret + "^{commit}")),
                        containsString("Not a valid object name"));
            }
        }
    }

    private void hook(Path hooks, String name, String text) throws IOException {
        Files.createDirectories(hooks);
        Path file = Files.writeString(hooks.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    public void whereAHookWouldHaveToRunNothingIsReceived() throws Exception {
        Path hooks = folder.resolve(".git/hooks");
        for (String name : List.of("pre-receive", "update", "post-receive", "post-update", "reference-transaction")) {
            hook(hooks, name, "#!/bin/sh\nexit 0\n");
            String said = push(absent, "HEAD:refs/heads/side");
            assertThat(said, containsString("the hook " + name + " cannot run without it"));
            assertThat(server.run("rev-parse", "side"), is(server.run("rev-parse", "main")));
            Files.delete(hooks.resolve(name));
        }
        set("core.hooksPath", temporary.getRoot() + "/hooks");
        hook(temporary.getRoot().toPath().resolve("hooks"), "update", "#!/bin/sh\nexit 1\n");
        assertThat(push(absent, "HEAD:refs/heads/side"), containsString("the hook update cannot run"));
        assertThat(push(installed, "HEAD:refs/heads/side"), containsString("[remote rejected] (hook declined)"));
    }

    @Test
    public void hooksThatWouldNotRunAndGitAnnexsOwnDoNotMatter() throws Exception {
        Path hooks = folder.resolve(".git/hooks");
        Files.createDirectories(hooks);
        Files.writeString(hooks.resolve("update"), "#!/bin/sh\nexit 1\n");
        hook(hooks, "pre-commit", "#!/bin/sh\nexit 1\n");
        hook(hooks, "post-receive", HOOK_OF_GIT_ANNEX);
        assertThat(push(absent, "HEAD:refs/heads/side"), not(containsString("rejected")));
        hook(hooks, "post-receive", HOOK_OF_GIT_ANNEX + "rm x\n");
        assertThat(push(absent, "HEAD:refs/heads/side"), containsString("the hook post-receive cannot run"));
    }

    @Test
    public void theUserIsToldThatThisIsNotGit() throws Exception {
        String notice = "remote: git was not found on the PATH of the node";
        assertThat(push(absent, "HEAD:refs/heads/side"), containsString(notice));
        server.commit("third");
        try (GitPort port = new GitPort(absent, repository, threads)) {
            assertThat(run(List.of("fetch", "--progress", port.url(), "main")), containsString(notice));
        }
        server.commit("fourth");
        try (GitPort port = new GitPort(installed, repository, threads)) {
            assertThat(
                    run(List.of("fetch", "--progress", port.url(), "main")), not(containsString("git was not found")));
        }
    }
}
