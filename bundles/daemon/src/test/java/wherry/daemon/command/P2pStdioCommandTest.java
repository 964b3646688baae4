package wherry.daemon.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import picocli.CommandLine;
import wherry.api.annex.Key;
import wherry.api.command.Invocation;
import wherry.api.link.Link;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;
import wherry.daemon.bench.MemoryAnnex;
import wherry.daemon.bench.MemoryContent;
import wherry.daemon.bench.TestThreads;
import wherry.daemon.serve.Lone;
import wherry.kit.CountedLeases;
import wherry.kit.ScriptedInvocation;
import wherry.kit.Shows;

public class P2pStdioCommandTest {
    private static final String UUID = "11111111-aaaa-4aaa-8aaa-111111111111";
    private static final PeerAddress ADDRESS = new PeerAddress("test", "here");

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final TestThreads threads = new TestThreads();
    private final CountedLeases leases = new CountedLeases();
    private final Key key = MemoryContent.key("k", 5);
    private Path folder;
    private MemoryAnnex annex;
    private ScriptedInvocation call;
    private String said = "";

    @Before
    public void open() throws IOException {
        folder = temporary.getRoot().toPath();
        annex = new MemoryAnnex(folder, UUID);
        annex.content().present.put(key, new byte[5]);
        call = new ScriptedInvocation(folder, "");
    }

    @After
    public void nothingIsLeft() throws InterruptedException {
        long end = System.nanoTime() + 5_000_000_000L;
        while (leases.count(1) + leases.count(2) > 0 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(leases.count(1) + leases.count(2), is(0));
        threads.close();
    }

    /** Runs the command for a caller that writes this and then reads to the end. */
    private int run(String input, String... arguments) {
        Invocation joined = (Invocation) Proxy.newProxyInstance(
                Invocation.class.getClassLoader(),
                new Class<?>[] {Invocation.class},
                (proxy, method, given) -> method.getName().equals("relay")
                        ? converse((Link) given[0], input)
                        : method.invoke(call, given));
        P2pStdioCommand command = new P2pStdioCommand(Lone.connections(annex, leases, threads), threads);
        return new CommandLine(command.prepare(joined))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    call.err().println(e.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    private int converse(Link link, String input) {
        try (link) {
            ByteChannel channel = link.channel();
            channel.write(ByteBuffer.wrap(input.getBytes(ISO_8859_1)));
            link.shutdownOutput();
            ByteBuffer heard = ByteBuffer.allocate(10_000);
            while (channel.read(heard) >= 0) {
                // Until the server ends.
            }
            said = new String(heard.array(), 0, heard.position(), ISO_8859_1);
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void aPeerThatTheCallerKnowsIsGreeted() {
        assertThat(run("VERSION 4\nCHECKPRESENT " + key + "\n", "--as", "u1", "."), is(0));
        assertThat(said, is("AUTH-SUCCESS " + UUID + "\nVERSION 4\nSUCCESS\n"));
    }

    @Test
    public void anybodyElseHasToAuthenticate() throws IOException {
        annex.credentials().addAddress(ADDRESS);
        AuthToken token = annex.credentials().issue(ADDRESS);
        assertThat(run("AUTH u1 beef\nCHECKPRESENT " + key + "\n", "."), is(0));
        assertThat(said, is("AUTH-FAILURE\nERROR unexpected command\n"));
        assertThat(run("AUTH u1 " + token.reveal() + "\nCHECKPRESENT " + key + "\n", "."), is(0));
        assertThat(said, is("AUTH-SUCCESS " + UUID + "\nSUCCESS\n"));
    }

    @Test
    public void withoutAnyTokenThereIsAnErrorInsteadOfAConnection() {
        assertThat(run("", "."), is(1));
        assertThat(call.messages(), containsString("--as"));
    }

    @Test
    @Shows("p2pstdio --as --read-only --append-only")
    public void rightsAreLimitedByOptionsOrAsGitAnnexShellDoes() {
        String remove = "REMOVE " + key + "\n";
        assertThat(run(remove, "--as", "u1", "--read-only", "."), is(0));
        assertThat(said, containsString("ERROR this repository is read-only; write access denied"));
        assertThat(run(remove, "--as", "u1", "--append-only", "."), is(0));
        assertThat(said, containsString("ERROR this repository is append-only; removal denied"));
        call.with("GIT_ANNEX_SHELL_READONLY", "1");
        assertThat(run(remove, "--as", "u1", "."), is(0));
        assertThat(said, containsString("read-only"));
        assertThat(annex.content().present.containsKey(key), is(true));
    }

    @Test
    public void anyValueOfGitAnnexShellsVariablesCountsButTheEmptyOne() {
        for (String yes : new String[] {"0", "false", "1"}) {
            call.with("GIT_ANNEX_SHELL_APPENDONLY", yes);
            assertThat(run("REMOVE " + key + "\n", "--as", "u1", "."), is(0));
            assertThat(yes, said, containsString("append-only"));
        }
        call.with("GIT_ANNEX_SHELL_READONLY", "0");
        assertThat(run("REMOVE " + key + "\n", "--as", "u1", "--append-only", "."), is(0));
        assertThat("the stricter one", said, containsString("read-only"));
        call.with("GIT_ANNEX_SHELL_READONLY", "").with("GIT_ANNEX_SHELL_APPENDONLY", "");
        assertThat(run("REMOVE " + key + "\n", "--as", "u1", "."), is(0));
        assertThat(said, containsString("SUCCESS"));
    }

    @Test
    @Shows("p2pstdio --no-push")
    public void whoMayNotPushMayChangeContent() {
        String push = "REMOVE " + key + "\nCONNECT git-receive-pack\n";
        assertThat(run(push, "--as", "u1", "--no-push", "."), is(0));
        assertThat(
                said, containsString("SUCCESS\nDATA 59\n003bERR this repository takes no pushes; push access denied"));
        assertThat(run(push, "--as", "u1", "--no-push", "--read-only", "."), is(2));
    }

    @Test
    public void onlyTheFolderThatTheVariableNamesIsServed() {
        call.with("HOME", folder.getParent().toString());
        String name = folder.getFileName().toString();
        for (String same :
                new String[] {folder.toString(), folder + "/", "~/" + name, "/~/" + name, name, "./" + name}) {
            call.with("GIT_ANNEX_SHELL_DIRECTORY", same);
            assertThat(same, run("", "--as", "u1", "."), is(0));
        }
        for (String other : new String[] {
            "/elsewhere", "", "~/", ".", folder.resolve("below").toString()
        }) {
            call.with("GIT_ANNEX_SHELL_DIRECTORY", other);
            assertThat(other, run("", "--as", "u1", "."), is(1));
            assertThat(call.messages(), containsString("Only allowed to access "));
        }
        assertThat(call.messages(), containsString("Only allowed to access /elsewhere not ~/" + name));
    }

    private int ssh(String command, String... options) {
        call.with("SSH_ORIGINAL_COMMAND", command);
        String[] arguments = Arrays.copyOf(options, options.length + 2);
        arguments[options.length] = "--ssh";
        arguments[options.length + 1] = ".";
        return run("REMOVE " + key + "\n", arguments);
    }

    @Test
    @Shows("p2pstdio --ssh")
    public void whatAStockGitAnnexAsksForBySshIsDone() {
        String expected = "' --uuid '" + UUID + "' --debug -- 'remoteuuid=x' --";
        assertThat(ssh("git-annex-shell 'p2pstdio' '" + folder + "' 'u1" + expected, "--read-only"), is(0));
        assertThat(said, is("AUTH-SUCCESS " + UUID + "\nERROR this repository is read-only; write access denied\n"));
        assertThat(ssh("git-annex-shell 'configlist' '" + folder + "/' -- autoinit=1 --"), is(0));
        assertThat(call.output(), is("annex.uuid=" + UUID + "\ncore.gcrypt-id=\n"));
        assertThat(ssh("git-annex-shell 'p2pstdio' '" + folder + "' 'u1' --uuid other"), is(1));
        assertThat(call.messages(), containsString("not the expected one"));
    }

    @Test
    public void whatAnybodyElseAsksForBySshIsNotDone() {
        String quoted = "'" + folder + "'";
        for (String command : new String[] {
            "ls",
            "git-annex-shell",
            "git-annex-shell p2pstdio " + quoted,
            "git-annex-shell dropkey " + quoted + " x",
            "git-annex-shell p2pstdio " + quoted + " 'u 1'",
            "git-annex-shell p2pstdio " + quoted + " u1 u2",
            "git-annex-shell p2pstdio /elsewhere u1",
            "git-annex-shell configlist --x",
            "git-upload-pack --upload-pack=id",
            "git-upload-pack " + quoted + "; id",
            "git-upload-pack $(id)",
            "git-upload-pack `id`",
            "git-upload-pack \"$HOME\"",
            "git-upload-pack " + quoted + "\nid",
            "git-upload-pack " + quoted + " >x",
            "git-upload-pack '" + folder,
            "git upload-pack " + quoted,
            "git-upload-archive " + quoted
        }) {
            assertThat(command, ssh(command), is(1));
            assertThat(command, said, is(""));
        }
        assertThat(call.output(), is(""));
        assertThat(ssh("", "--read-only"), is(1));
        assertThat(call.messages(), containsString("SSH_ORIGINAL_COMMAND is not set"));
        assertThat(ssh("ls", "--as", "u1"), is(2));
        assertThat(annex.content().present.containsKey(key), is(true));
    }

    @Test
    public void pushesBySshNeedAllRightsAndGitNoLimit() {
        String push = "git-receive-pack '" + folder + "'";
        for (String limited : new String[] {"--read-only", "--append-only", "--no-push"}) {
            assertThat(ssh(push, limited), is(1));
            assertThat(call.messages(), containsString("this key may not push (" + limited.substring(2) + ")"));
        }
        call.with("GIT_ANNEX_SHELL_LIMITED", "0");
        assertThat(ssh("git-upload-pack '" + folder + "'"), is(1));
        assertThat(call.messages(), containsString("Action blocked by GIT_ANNEX_SHELL_LIMITED"));
        assertThat(ssh("git-annex-shell p2pstdio " + folder + " u1"), is(0));
    }

    @Test
    @Shows("p2pstdio --uuid")
    public void theRepositoryMustBeTheExpectedOne() {
        assertThat(run("", "--as", "u1", "--uuid", "other", "."), is(1));
        assertThat(call.messages(), containsString(UUID));
        assertThat(run("", "--as", "u1", "--uuid", UUID, "."), is(0));
        assertThat(run("", "--as", "u 1", "."), is(2));
    }
}
