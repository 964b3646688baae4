package wherry.p2pprograms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import picocli.CommandLine;
import wherry.api.annex.AnnexUuid;
import wherry.api.link.Acceptor;
import wherry.api.link.Link;
import wherry.api.node.NewestService;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Repositories;
import wherry.kit.CountedLeases;
import wherry.kit.MemoryRepository;
import wherry.kit.OfferedServices;
import wherry.kit.ScriptedInvocation;
import wherry.kit.ScriptedLinks;
import wherry.kit.SocketLink;

public class P2pProgramCallTest {
    private static final PeerAddress ADDRESS = new PeerAddress("tcpip", "[::1]:7000");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final CountedLeases leases = new CountedLeases();
    private final ScriptedLinks links = new ScriptedLinks().with("tcpip", "example.org:7000", "[::1]:7000");
    private final NewestService<Repositories> stores = new NewestService<>(leases);
    private MemoryRepository repository;
    private P2pNode node;

    @Before
    public void prepare() throws IOException {
        Path sockets = folder.newFolder("run").toPath();
        repository = new MemoryRepository(folder.newFolder("repo").toPath(), AnnexUuid.random());
        node = new P2pNode(
                links, stores, new PlainThreads(), sockets, Duration.ofSeconds(1), purpose -> leases.take(5, purpose));
        stores.add(OfferedServices.of(7, path -> repository));
    }

    @Test
    public void addressPrintsTheAddressesOfTheRepositoryOneALine() throws Exception {
        ScriptedInvocation call = call();
        assertThat(run(call, "tcpip", "address"), is(0));
        assertThat(call.output(), is("example.org:7000\n[::1]:7000\n"));
        assertThat(repository.closed(), is(1));
        assertThat(leases.count(7), is(0));
    }

    @Test
    public void anAddressIsDialledAndJoinedWithTheCaller() throws Exception {
        SocketLink link = SocketLink.open(ADDRESS);
        links.answer(ADDRESS, link);
        ScriptedInvocation call = call();
        assertThat(run(call, "tcpip", "[::1]:7000"), is(0));
        assertThat(call.relayed(), is(List.<Link>of(link)));
        link.peer().close();
    }

    @Test
    public void aPeerThatIsNotThereIsAFailure() {
        IOException e = assertThrows(IOException.class, () -> run(call(), "tcpip", "[::1]:7001"));
        assertThat(e.getMessage(), containsString("nobody answers"));
    }

    @Test
    public void whatIsNoAddressIsAFailure() {
        assertThrows(IOException.class, () -> run(call(), "tcpip", "a b"));
    }

    @Test
    public void otherNumbersOfArgumentsAreWrongUsage() {
        for (List<String> arguments : List.of(List.of("tcpip"), List.of("tcpip", "a", "b", "c"), List.<String>of())) {
            CommandLine line = new CommandLine(new P2pProgramCommand(node).prepare(call()));
            line.setErr(new PrintWriter(Writer.nullWriter()));
            assertThat(line.execute(arguments.toArray(String[]::new)), is(2));
            String name = arguments.isEmpty() ? "git-annex-p2p" : "git-annex-p2p-tcpip";
            assertThat(line.getCommandSpec().qualifiedName(), is(name));
        }
    }

    @Test
    public void peersAreJoinedWithTheSocketUntilItIsGone() throws Exception {
        Path file = repository.workTree().orElseThrow().resolve("socket");
        try (ListeningAnnex annex = new ListeningAnnex(file)) {
            FutureTask<Integer> program = start(call(), "tcpip", "[::1]:7000", "socket");
            await(() -> links.exposed().size() == 1);
            assertThat(links.exposed().get(0).address(), is(ADDRESS));
            SocketLink link = SocketLink.open(ADDRESS);
            Thread serving = serve(link);
            try (SocketChannel accepted = annex.accept();
                    Socket peer = link.peer().socket()) {
                peer.getOutputStream().write("AUTH".getBytes(StandardCharsets.UTF_8));
                assertThat(text(accepted, 4), is("AUTH"));
                accepted.close();
                assertThat(peer.getInputStream().read(), is(-1));
            }
            serving.join();
            assertThat(program.isDone(), is(false));
            annex.removeFile();
            assertThat(program.get(10, TimeUnit.SECONDS), is(0));
        }
        assertThat(links.exposed(), is(empty()));
        assertThat(leases.count(7) + leases.count(5), is(0));
        assertThat(repository.closed(), is(1));
    }

    @Test
    public void aPeerThatNobodyServesEndsTheProgram() throws Exception {
        Path file = repository.workTree().orElseThrow().resolve("socket");
        ListeningAnnex annex = new ListeningAnnex(file);
        FutureTask<Integer> program = start(call(), "tcpip", "[::1]:7000", file.toString());
        await(() -> links.exposed().size() == 1);
        annex.close();
        SocketLink link = SocketLink.open(ADDRESS);
        Thread serving = serve(link);
        assertThat(program.get(20, TimeUnit.SECONDS), is(0));
        serving.join();
        assertThat(link.peer().socket().getInputStream().read(), is(-1));
        link.peer().close();
    }

    @Test
    public void aCallerThatGoesEndsTheProgram() throws Exception {
        Path file = repository.workTree().orElseThrow().resolve("socket");
        try (ListeningAnnex annex = new ListeningAnnex(file)) {
            Callable<Integer> command = prepare(call(), "tcpip", "[::1]:7000", "socket");
            Thread thread = new Thread(() -> assertThrows(InterruptedException.class, command::call));
            thread.start();
            await(() -> links.exposed().size() == 1);
            thread.interrupt();
            thread.join();
            annex.removeFile();
        }
        assertThat(links.exposed(), is(empty()));
        assertThat(leases.count(7), is(0));
    }

    @Test
    public void whyAnAddressCannotBeReachedIsSaidOnce() throws Exception {
        links.problem("the port is taken");
        Path file = repository.workTree().orElseThrow().resolve("socket");
        try (ListeningAnnex annex = new ListeningAnnex(file)) {
            ScriptedInvocation call = call();
            FutureTask<Integer> program = start(call, "tcpip", "[::1]:7000", "socket");
            await(() -> call.messages().contains("taken"));
            Thread.sleep(1200);
            annex.removeFile();
            assertThat(program.get(10, TimeUnit.SECONDS), is(0));
            assertThat(call.messages().lines().toList(), hasSize(1));
        }
    }

    @Test
    public void aNewStoreTakesOverAndTheOldOneIsFree() throws Exception {
        Path file = repository.workTree().orElseThrow().resolve("socket");
        MemoryRepository anew = new MemoryRepository(repository.workTree().orElseThrow(), repository.uuid());
        try (ListeningAnnex annex = new ListeningAnnex(file)) {
            FutureTask<Integer> program = start(call(), "tcpip", "[::1]:7000", "socket");
            await(() -> links.exposed().size() == 1);
            stores.add(OfferedServices.of(9, path -> anew));
            await(() -> leases.count(7) == 0);
            assertThat(leases.count(9), is(1));
            assertThat(links.exposed(), hasSize(1));
            assertThat(links.exposed().get(0).repository() == anew, is(true));
            annex.removeFile();
            assertThat(program.get(10, TimeUnit.SECONDS), is(0));
        }
    }

    @Test
    public void theOlderFormNamesTheSocketItself() throws Exception {
        ScriptedInvocation call = call();
        FutureTask<Integer> program = start(call, "tcpip", "socket", "[::1]:7000");
        await(() -> call.output().endsWith("\n"));
        Path file = Path.of(call.output().strip());
        assertThat(file.getParent(), is(node.sockets()));
        try (ListeningAnnex annex = new ListeningAnnex(file)) {
            await(() -> links.exposed().size() == 1);
            annex.close();
            SocketLink link = SocketLink.open(ADDRESS);
            serve(link).join();
            link.peer().close();
        }
        assertThat(program.get(10, TimeUnit.SECONDS), is(0));
        try (Stream<Path> left = Files.list(node.sockets())) {
            assertThat(left.toList(), is(empty()));
        }
    }

    private ScriptedInvocation call() {
        return new ScriptedInvocation(repository.workTree().orElseThrow(), new ByteArrayInputStream(new byte[0]));
    }

    private Callable<Integer> prepare(ScriptedInvocation call, String... arguments) {
        Callable<Integer> command = new P2pProgramCommand(node).prepare(call);
        new CommandLine(command).parseArgs(arguments);
        return command;
    }

    private int run(ScriptedInvocation call, String... arguments) throws Exception {
        return prepare(call, arguments).call();
    }

    private FutureTask<Integer> start(ScriptedInvocation call, String... arguments) {
        FutureTask<Integer> task = new FutureTask<>(prepare(call, arguments));
        new PlainThreads().start("program", task);
        return task;
    }

    private Thread serve(SocketLink link) {
        Acceptor acceptor = links.exposed().get(0).acceptor();
        Thread thread = new Thread(() -> {
            acceptor.serve(link);
            link.close();
        });
        thread.start();
        return thread;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat("in time", System.nanoTime() - deadline < 0, is(true));
            Thread.sleep(10);
        }
    }

    private static String text(SocketChannel channel, int length) throws IOException {
        return new String(Channels.newInputStream(channel).readNBytes(length), StandardCharsets.UTF_8);
    }
}
