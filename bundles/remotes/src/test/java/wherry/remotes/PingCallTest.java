package wherry.remotes;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.junit.Before;
import org.junit.Test;
import picocli.CommandLine;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.Content;
import wherry.api.content.ContentAnswer;
import wherry.api.content.ContentLock;
import wherry.api.content.ContentOffer;
import wherry.api.content.ContentReader;
import wherry.api.peer.GitConnection;
import wherry.api.peer.UnreachableException;
import wherry.api.remote.RemoteConnection;
import wherry.api.remote.RemoteScheme;
import wherry.kit.CountedLeases;
import wherry.kit.MemoryRepository;
import wherry.kit.OfferedServices;
import wherry.kit.ScriptedInvocation;
import wherry.kit.ScriptedLinks;

public class PingCallTest {
    private static final Path FOLDER = Path.of("/home/user/repo");
    private static final AnnexUuid SELF = new AnnexUuid("b9930763-0000-4000-8000-000000000001");
    private static final AnnexUuid PEER = new AnnexUuid("b9930763-0000-4000-8000-000000000002");
    private static final String URL = "p2p-annex::tcpip:somewhere:1";
    private static final long LONG = 64L << 20;
    private static final long MOST = 32L << 20;

    private final CountedLeases leases = new CountedLeases();
    private final MemoryRepository repository = new MemoryRepository(FOLDER, SELF);
    private final List<Map.Entry<Map<String, Object>, RemoteScheme>> schemes = new ArrayList<>();
    private final FarContent far = new FarContent();
    private ScriptedInvocation call = new ScriptedInvocation(FOLDER, "");
    private int closed;

    @Before
    public void know() {
        repository.settings().set("remote.peer.url", URL);
        repository.settings().set("remote.peer.annex-uuid", PEER.value());
        RemoteScheme opener = (remote, from, caller) -> {
            if (!remote.url().orElse("").equals(URL)) {
                throw new UnreachableException(
                        "nobody answers at " + remote.url().orElse(""));
            }
            return new FarConnection();
        };
        schemes.add(Map.entry(Map.of(RemoteScheme.SCHEME, "p2p-annex", "service.bundleid", 7L), opener));
    }

    private int ping(String... arguments) {
        call = new ScriptedInvocation(FOLDER, "");
        PingCommand command = new PingCommand(
                new ScriptedLinks(),
                new RemoteServices(
                        OfferedServices.newest(leases, 2, folder -> repository),
                        OfferedServices.newest(leases, 3, new ConfiguredRemotes(leases, schemes))));
        return new CommandLine(command.prepare(call))
                .setErr(new PrintWriter(call.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    call.err().println(e.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    private final class FarConnection implements RemoteConnection {
        @Override
        public AnnexUuid uuid() {
            return PEER;
        }

        @Override
        public Content content() {
            return far;
        }

        @Override
        public Optional<GitConnection> git() {
            return Optional.empty();
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** Counts questions; has the content of one key, which is read from a given offset. */
    private static final class FarContent implements Content {
        private Optional<Key> has = Optional.empty();
        private long length;
        private int asked;
        private long offset = -1;
        private boolean delivered;

        @Override
        public boolean present(Key key) {
            asked++;
            return false;
        }

        @Override
        public Optional<ContentReader> read(Key key, AssociatedFile file, AnnexUuid reader, long from) {
            offset = from;
            return has.filter(key::equals).map(there -> new FarReader(this, length - from));
        }

        @Override
        public ContentOffer receive(Key key, AssociatedFile file, AnnexUuid sender) {
            throw new UnsupportedOperationException("nothing is to be sent");
        }

        @Override
        public Optional<ContentLock> lock(Key key) {
            throw new UnsupportedOperationException("nothing is to be locked");
        }

        @Override
        public ContentAnswer remove(Key key, OptionalLong before) {
            throw new UnsupportedOperationException("nothing is to be removed");
        }

        @Override
        public long timestamp() {
            return 0;
        }
    }

    private record FarReader(FarContent far, long length) implements ContentReader {
        @Override
        public void sendTo(WritableByteChannel target, LongConsumer progress) throws IOException {
            for (long left = length; left > 0; left -= 1L << 16) {
                target.write(ByteBuffer.allocate((int) Math.min(left, 1L << 16)));
            }
        }

        @Override
        public boolean unchanged() {
            return true;
        }

        @Override
        public void delivered() {
            far.delivered = true;
        }

        @Override
        public void close() {}
    }

    @Test
    public void aRemoteIsAskedAsOftenAsWanted() {
        assertThat(ping("peer", "--count", "7"), is(0));
        assertThat("one agrees on a version", far.asked, is(8));
        assertThat(
                call.output(), startsWith("remote: peer  " + PEER + "\nnetwork: tcpip  " + URL + "\nconnected in: "));
        assertThat(call.output(), containsString("\nround trips: 7, least "));
        assertThat(call.output(), not(containsString("rate")));
        assertThat(closed, is(1));
        assertThat(leases.count(7), is(0));
    }

    @Test
    public void anAddressIsAskedThatIsNoRemoteYet() {
        repository.settings().set("remote.peer.url", "p2p-annex::tcpip:elsewhere");
        assertThat(ping(URL, "--json"), is(0));
        assertThat(
                call.output(),
                allOf(
                        startsWith("{\"command\":\"ping\",\"remote\":\"" + URL + "\",\"url\":\"" + URL + "\""),
                        containsString("\"round-trips\":4,"),
                        containsString("\"success\":true}")));
    }

    @Test
    public void whoDoesNotAnswerIsAFailure() {
        assertThat(ping("p2p-annex::tcpip:nowhere"), is(1));
        assertThat(call.messages(), is("nobody answers at p2p-annex::tcpip:nowhere\n"));
        assertThat(ping("nobody"), is(1));
        assertThat(call.messages(), containsString("there is no available git remote named \"nobody\""));
        assertThat(call.output(), is(""));
    }

    @Test
    public void theRateIsThatOfTheEndOfLongContent() {
        far.has = Key.parse("WORM-s" + LONG + "-m0--long");
        far.length = LONG;
        assertThat(ping("peer", "--rate", "WORM-s" + LONG + "-m0--long"), is(0));
        assertThat(call.output(), containsString("\nrate: "));
        assertThat(call.output(), containsString("(33.6 MB in "));
        assertThat(far.offset, is(LONG - MOST));
        assertThat("a transfer that succeeds", far.delivered, is(true));
    }

    @Test
    public void contentOfUnknownLengthIsNotReadToItsEnd() {
        far.has = Key.parse("URL--unknown");
        far.length = LONG;
        assertThat(ping("peer", "--json", "--rate", "URL--unknown"), is(0));
        assertThat(far.delivered, is(false));
        assertThat(closed, is(greaterThan(0)));
        assertThat(call.output(), containsString("\"bytes\":" + (MOST + (1L << 16))));
    }

    @Test
    public void whereNoContentIsThereNoRateIsMadeUp() {
        assertThat(ping("peer", "--json", "--rate", "WORM-s1-m0--absent"), is(1));
        assertThat(call.output(), containsString("\"round-trips\":4"));
        assertThat(call.output(), not(containsString("bytes")));
        assertThat(call.output(), containsString("is not there\"],\"success\":false}"));
    }

    @Test
    public void wrongUsageIsTold() {
        assertThat(ping(), is(2));
        assertThat(ping("peer", "--count", "0"), is(2));
        assertThat(ping("peer", "--count", "1001"), is(2));
        assertThat(ping("peer", "--rate", "nonsense"), is(2));
        assertThat(ping("p2p-annex::"), is(2));
        String token = "0123456789abcdef".repeat(8);
        assertThat(ping(URL + ":" + token), is(2));
        assertThat(call.messages(), containsString("leave out the token"));
        assertThat("the secret is not repeated", call.messages(), not(containsString(token)));
        assertThat(far.asked, is(0));
    }
}
