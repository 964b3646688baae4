package wherry.keycommands;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import picocli.CommandLine;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.UnreachableException;
import wherry.daemon.dial.Dialers;
import wherry.daemon.serve.ServedAnnex;
import wherry.kit.ScriptedInvocation;
import wherry.kit.Shows;

/** What all commands of {@code wherry key} that ask a peer have: the same options, with the same effect. */
public class KeyOptionsTest {
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
        Files.writeString(folder.resolve("file"), "hello");
        served = new ServedAnnex(
                temporary.newFolder("served").toPath(),
                temporary.newFolder("state").toPath().resolve("repositories"));
        address = served.address.withToken(served.token);
    }

    @After
    public void end() {
        served.close();
    }

    /** Calls of all of them: the subcommand, what comes after the address. Content is there from the first on. */
    private static List<List<String>> calls() {
        return List.of(
                List.of("put", KEY, "file"),
                List.of("get", KEY, "back"),
                List.of("check", KEY),
                List.of("lock", KEY),
                List.of("timestamp"),
                List.of("remove", KEY));
    }

    private int run(Dialer dialer, List<String> words, String... options) {
        call = new ScriptedInvocation(folder, "");
        KeyCommand command = KeyCommands.through(dialer, served.annex);
        List<String> line = new ArrayList<>(List.of(words.get(0)));
        line.addAll(List.of(options));
        line.add(address);
        line.addAll(words.subList(1, words.size()));
        return new CommandLine(command.prepare(call)).execute(line.toArray(String[]::new));
    }

    @Test
    @Shows({"key put --json", "key get --json", "key lock --json", "key remove --json"})
    public void eachTellsAnObject() {
        for (List<String> words : calls()) {
            assertThat(words.get(0), run(Dialers.to(served), words, "--json"), is(0));
            assertThat(call.output(), startsWith("{\"command\":\"key " + words.get(0) + "\","));
            assertThat(call.output(), containsString("\"success\":true"));
        }
    }

    @Test
    @Shows({
        "key check --protocol",
        "key put --protocol",
        "key get --protocol",
        "key lock --protocol",
        "key timestamp --protocol"
    })
    public void eachOffersNoHigherVersionThanItIsTold() {
        for (List<String> words : calls()) {
            Dialer real = Dialers.to(served);
            AtomicInteger offered = new AtomicInteger(-1);
            Dialer watching = (to, self, token, progress) -> watched(real.open(to, self, token, progress), offered);
            run(watching, words, "--protocol", "2");
            assertThat(words.get(0), offered.get(), is(2));
        }
    }

    private static PeerConnection watched(PeerConnection peer, AtomicInteger offered) {
        return (PeerConnection) Proxy.newProxyInstance(
                PeerConnection.class.getClassLoader(),
                new Class<?>[] {PeerConnection.class},
                (proxy, method, given) -> {
                    if (method.getName().equals("negotiate")) {
                        offered.set((int) given[0]);
                    }
                    return method.invoke(peer, given);
                });
    }

    @Test
    @Shows({
        "key put --retries",
        "key get --retries",
        "key lock --retries",
        "key timestamp --retries",
        "key remove --retries"
    })
    public void eachTriesAgainAsOftenAsItIsTold() {
        for (List<String> words : calls()) {
            AtomicInteger tries = new AtomicInteger();
            Dialer missing = (to, self, token, progress) -> {
                tries.incrementAndGet();
                throw new UnreachableException("nobody answers");
            };
            assertThat(words.get(0), run(missing, words, "--retries", "1"), is(3));
            assertThat(words.get(0), tries.get(), is(2));
        }
    }

    @Test
    @Shows({
        "key put --timeout",
        "key get --timeout",
        "key lock --timeout",
        "key timestamp --timeout",
        "key remove --timeout"
    })
    public void eachGivesUpInTime() {
        Dialer missing = (to, self, token, progress) -> {
            throw new UnreachableException("nobody answers");
        };
        for (List<String> words : calls()) {
            assertThat(words.get(0), run(missing, words, "--retries", "100", "--timeout", "1"), is(3));
            assertThat(words.get(0), call.messages(), containsString("not done within 1 s"));
        }
    }

    @Test
    @Shows("key of --json")
    public void theKeyOfAFileIsToldInAnObjectToo() throws IOException {
        call = new ScriptedInvocation(folder, "");
        KeyCommand command = KeyCommands.through(Dialers.to(served), served.annex);
        assertThat(new CommandLine(command.prepare(call)).execute("of", "--json", "file"), is(0));
        assertThat(call.output(), startsWith("{\"command\":\"key of\",\"success\":true,\"file\":\"file\",\"key\":\""));
        assertThat(Files.readString(folder.resolve("file")), is("hello"));
    }
}
