package wherry.keycommands;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import picocli.CommandLine;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentReader;
import wherry.api.content.IncomingContent;
import wherry.api.content.TransferListener;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.peer.UnreachableException;
import wherry.daemon.bench.MemoryContent;
import wherry.daemon.dial.Dialers;
import wherry.daemon.serve.ServedAnnex;
import wherry.kit.ScriptedInvocation;
import wherry.kit.Shows;

public class KeyCommandTest {
    private static final String KEY = "SHA256E-s5--aaa";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private Path folder;
    private ServedAnnex served;
    private String address;
    private ScriptedInvocation call;

    @Before
    public void serve() throws Exception {
        folder = temporary.newFolder("client").toPath();
        served = new ServedAnnex(
                temporary.newFolder("served").toPath(),
                temporary.newFolder("state").toPath().resolve("repositories"));
        address = served.address.withToken(served.token);
    }

    @After
    public void end() {
        served.close();
    }

    private int run(String input, Dialer dialer, String... arguments) {
        call = new ScriptedInvocation(folder, input);
        return run(call, dialer, arguments);
    }

    private int run(ScriptedInvocation given, Dialer dialer, String... arguments) {
        KeyCommand command = KeyCommands.through(dialer, served.annex);
        return new CommandLine(command.prepare(given)).execute(arguments);
    }

    private int run(String... arguments) {
        return run("", Dialers.to(served), arguments);
    }

    @Test
    public void contentGoesThereAndBack() throws Exception {
        Files.writeString(folder.resolve("file"), "hello");
        assertThat(run("check", address, KEY), is(1));
        assertThat(call.output(), is("absent\n"));
        assertThat(run("put", address, KEY, "file"), is(0));
        assertThat(call.output(), is("stored\n"));
        assertThat(run("check", address, KEY), is(0));
        assertThat(call.output(), is("present\n"));
        assertThat(run("get", address, KEY, "back"), is(0));
        assertThat(Files.readString(folder.resolve("back")), is("hello"));
        assertThat(run("lock", address, KEY), is(0));
        assertThat(run("remove", address, KEY), is(0));
        assertThat(run("get", address, KEY, "again"), is(1));
        assertThat(run("lock", address, KEY), is(1));
        served.awaitQuiet();
    }

    @Test
    @Shows("key check --json")
    public void answersAreObjectsOnRequest() {
        assertThat(run("check", "--json", address, KEY), is(1));
        assertThat(call.output(), is("{\"command\":\"key check\",\"key\":\"" + KEY + "\",\"success\":false}\n"));
        assertThat(run("check", "--json", "p2p-annex::test:nowhere", KEY), is(3));
        assertThat(call.output(), containsString("\"error-messages\":[\"nobody answers at p2p-annex::test:nowhere\"]"));
    }

    @Test
    public void aWrongTokenIsAnErrorThatDoesNotShowIt() {
        String wrong = "f".repeat(128);
        assertThat(run("check", served.address + ":" + wrong, KEY), is(3));
        assertThat(call.messages(), startsWith("wherry key check: "));
        assertThat(call.messages(), not(containsString(wrong)));
    }

    @Test
    public void theTokenMayComeFromTheEnvironment() {
        call = new ScriptedInvocation(folder, "").with("GIT_ANNEX_P2P_AUTHTOKEN", served.token.reveal());
        assertThat(call.messages(), run(call, Dialers.to(served), "check", served.address.toString(), KEY), is(1));
    }

    @Test
    public void theTokenMayComeFromTheRepository() throws Exception {
        served.annex.credentials().remember(served.address, served.token);
        call = new ScriptedInvocation(temporary.getRoot().toPath().resolve("served"), "");
        assertThat(call.messages(), run(call, Dialers.to(served), "check", served.address.toString(), KEY), is(1));
    }

    @Test
    public void wrongUsageIsTold() {
        assertThat(run("check", "nonsense", KEY), is(2));
        assertThat(run("check", address, "nonsense"), is(2));
        assertThat(run("put", address, KEY), is(2));
        assertThat(run(), is(2));
    }

    @Test
    public void aFilesKeyIsPrinted() throws Exception {
        Files.writeString(folder.resolve("file"), "hello");
        assertThat(run("of", "file"), is(0));
        assertThat(call.output(), is("SHA256E-s5--of\n"));
        assertThat(run("of", "none"), is(3));
    }

    /** Whose first two links break in the middle of what they bring. */
    private final class Fragile implements Dialer {
        private final AtomicInteger opened = new AtomicInteger();
        private final Dialer dialer = Dialers.to(served);

        @Override
        public PeerConnection open(PeerAddress to, AnnexUuid self, AuthToken token, Duration progress)
                throws PeerException, InterruptedException {
            PeerConnection peer = dialer.open(to, self, token, progress);
            if (opened.incrementAndGet() > 2) {
                return peer;
            }
            return (PeerConnection) Proxy.newProxyInstance(
                    PeerConnection.class.getClassLoader(),
                    new Class<?>[] {PeerConnection.class},
                    (proxy, method, arguments) -> method.getName().equals("get")
                            ? peer.get(
                                    (Key) arguments[0],
                                    AssociatedFile.NONE,
                                    cut((IncomingContent) arguments[2], peer),
                                    (TransferListener) arguments[3])
                            : method.invoke(peer, arguments));
        }

        private IncomingContent cut(IncomingContent arrival, PeerConnection peer) {
            return (IncomingContent) Proxy.newProxyInstance(
                    IncomingContent.class.getClassLoader(),
                    new Class<?>[] {IncomingContent.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("receive")) {
                            AtomicLong moved = new AtomicLong();
                            LongConsumer told = (LongConsumer) arguments[1];
                            arrival.receive((ContentReader) arguments[0], count -> {
                                told.accept(count);
                                if (moved.addAndGet(count) >= 1_000_000) {
                                    peer.close();
                                }
                            });
                            return null;
                        }
                        return method.invoke(arrival, arguments);
                    });
        }
    }

    @Test
    public void aTransferThatBreaksGoesOnByItself() throws IOException {
        byte[] big = new byte[20_000_000];
        Key key = MemoryContent.key("big", big.length);
        served.annex.content().present.put(key, big);
        Fragile fragile = new Fragile();
        assertThat(run("", fragile, "get", address, key.toString(), "back"), is(0));
        assertThat(Files.size(folder.resolve("back")), is((long) big.length));
        assertThat(fragile.opened.get(), is(3));
    }

    @Test
    public void manyKeysAreAskedForAtOnce() {
        served.annex.content().present.put(Key.parse(KEY).orElseThrow(), new byte[5]);
        assertThat(run("check", address, KEY, "SHA256E-s5--bbb"), is(1));
        assertThat(call.output(), is("present " + KEY + "\nabsent SHA256E-s5--bbb\n"));
        assertThat(run("remove", address, KEY, "SHA256E-s5--bbb"), is(0));
        assertThat(call.output(), is("removed " + KEY + "\nremoved SHA256E-s5--bbb\n"));
    }

    @Test
    @Shows("key check --batch")
    public void keysMayComeFromStandardInput() {
        served.annex.content().present.put(Key.parse(KEY).orElseThrow(), new byte[5]);
        String input = KEY + "\n\nnonsense\nSHA256E-s5--bbb\n" + KEY;
        assertThat(run(input, Dialers.to(served), "check", "--batch", address), is(3));
        assertThat(call.output(), is("present " + KEY + "\nabsent SHA256E-s5--bbb\npresent " + KEY + "\n"));
        assertThat(call.messages(), containsString("no key: nonsense"));
        assertThat(run(KEY + "\n", Dialers.to(served), "check", "--batch", "--json", address), is(0));
        assertThat(call.output(), is("{\"command\":\"key check\",\"key\":\"" + KEY + "\",\"success\":true}\n"));
    }

    @Test
    @Shows({"key put --batch", "key get --batch"})
    public void keysAndFilesMayComeFromStandardInput() throws Exception {
        Files.writeString(folder.resolve("a file"), "hello");
        String input = KEY + " a file\nSHA256E-s5--bbb none\n" + KEY + "\n";
        assertThat(run(input, Dialers.to(served), "put", "--batch", address), is(3));
        assertThat(call.output(), is("stored " + KEY + "\n"));
        assertThat(call.messages(), containsString("no file for " + KEY));
        assertThat(run(KEY + " back\nSHA256E-s5--bbb gone\n", Dialers.to(served), "get", "--batch", address), is(1));
        assertThat(call.output(), is("got " + KEY + "\nnot there SHA256E-s5--bbb\n"));
        assertThat(Files.readString(folder.resolve("back")), is("hello"));
    }

    @Test
    @Shows("key put --json-progress")
    public void progressIsToldAsGitAnnexDoes() throws Exception {
        Files.writeString(folder.resolve("file"), "hello");
        assertThat(run("put", "--json-progress", address, KEY, "file"), is(0));
        assertThat(
                call.output(),
                is("{\"byte-progress\":5,\"action\":{\"command\":\"key put\",\"key\":\"" + KEY + "\"}}\n"
                        + "{\"command\":\"key put\",\"key\":\"" + KEY + "\",\"success\":true}\n"));
    }

    @Test
    @Shows({"key timestamp --json", "key remove --before --protocol"})
    public void removalMayDependOnThePeersClock() throws Exception {
        served.annex.content().present.put(Key.parse(KEY).orElseThrow(), new byte[5]);
        assertThat(run("timestamp", address), is(0));
        assertThat(call.output(), is("1000\n"));
        assertThat(run("timestamp", "--json", address), is(0));
        assertThat(call.output(), is("{\"command\":\"key timestamp\",\"success\":true,\"timestamp\":1000}\n"));
        assertThat(run("remove", "--protocol", "2", "--before", "2000", address, KEY), is(3));
        assertThat(run("remove", "--before", "2000", address, KEY), is(0));
    }

    @Test
    public void optionsThatCannotBeAreWrongUsage() {
        assertThat(run("check", "--retries", "-1", address, KEY), is(2));
        assertThat(run("check", "--timeout", "0", address, KEY), is(2));
        assertThat(run("check", "--batch", address, KEY), is(2));
        assertThat(run("check", address), is(2));
        assertThat(run("get", "--batch", address, KEY, "file"), is(2));
    }

    @Test
    @Shows("key check --retries --timeout")
    public void aPeerThatIsNotThereIsTriedAgainOnRequest() {
        AtomicInteger tries = new AtomicInteger();
        Dialer missing = (to, self, token, progress) -> {
            tries.incrementAndGet();
            throw new UnreachableException("nobody answers");
        };
        assertThat(run("", missing, "check", "--retries", "2", address, KEY), is(3));
        assertThat(tries.get(), is(3));
        assertThat(run("", missing, "check", "--retries", "100", "--timeout", "2", address, KEY), is(3));
        assertThat(call.messages(), containsString("not done within 2 s"));
    }

    @Test
    public void aPeerThatIsNotThereIsTriedOnce() {
        assertThat(run("get", "p2p-annex::test:nowhere", KEY, "file"), is(3));
        assertThat(call.messages(), containsString("nobody answers"));
    }
}
