package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.ThrowawayRepository;

/** What lies where a served repository was is not what it was. */
public class ReplacedRepositoryIT {
    @ClassRule
    public static final ServingNode NODE = new ServingNode("tcpip");

    private static final byte[] CONTENT = "a small one\n".getBytes(StandardCharsets.US_ASCII);
    private static final String KEY = "WORM-s12--small";

    private static ThrowawayRepository anew(ThrowawayRepository old) throws IOException {
        Path folder = old.folder();
        Path gone = folder.resolveSibling(folder.getFileName() + "-gone");
        Files.move(folder, gone);
        ThrowawayRepository made = ThrowawayRepository.create(NODE.surroundings(), folder);
        Path credentials = folder.resolve(".git/annex/creds");
        Files.createDirectories(credentials);
        for (String name : new String[] {"p2paddrs", "p2pauth"}) {
            Files.copy(gone.resolve(".git/annex/creds").resolve(name), credentials.resolve(name));
        }
        return made;
    }

    @Test
    public void aRepositoryThatWasMadeAnewIsServedAsWhatItIsNow() throws IOException {
        ThrowawayRepository old = NODE.repository();
        String before = old.uuid();
        String address = NODE.serve(old);
        try (RawPeer early = RawPeer.connect(address)) {
            assertThat(early.put(KEY, CONTENT), equalTo("SUCCESS"));
            ThrowawayRepository made = anew(old);
            assertThat(made.uuid(), not(equalTo(before)));
            try (RawPeer late = RawPeer.connect(address)) {
                assertThat(late.greeting(), equalTo("AUTH-SUCCESS " + made.uuid()));
                assertThat(late.ask("CHECKPRESENT " + KEY), equalTo("FAILURE"));
                assertThat(late.put(KEY, CONTENT), equalTo("SUCCESS"));
            }
            assertThat(made.recordsPresence(KEY, made.uuid()), equalTo(true));
            assertThat(made.recordsPresence(KEY, before), equalTo(false));
            assertThrows("who came before is cut", IOException.class, () -> early.ask("CHECKPRESENT " + KEY));
            assertThat(NODE.command(made, "repos").ok().out(), containsString(made.uuid()));
            made.stock().git("fsck", "--no-progress");
        }
    }

    @Test
    public void aRepositoryThatGotAnotherUuidHasItForItsPeersToo() throws IOException {
        ThrowawayRepository served = NODE.repository();
        String before = served.uuid();
        String address = NODE.serve(served);
        served.stock().annex("reinit", "11111111-2222-4333-8444-555555555555");
        assertThat(served.uuid(), not(equalTo(before)));
        try (RawPeer peer = RawPeer.connect(address)) {
            assertThat(peer.greeting(), startsWith("AUTH-SUCCESS 11111111-"));
        }
    }

    @Test
    public void whereARepositoryIsGoneTheOneAboveIsNotServedInItsPlace() throws IOException {
        ThrowawayRepository above = NODE.repository();
        ThrowawayRepository inner =
                ThrowawayRepository.create(NODE.surroundings(), above.folder().resolve("inner"));
        String address = NODE.serve(inner);
        Files.move(inner.folder().resolve(".git"), inner.folder().resolve("git"));
        assertThat(NODE.command(above, "repos").ok().err(), containsString("there is no repository any more"));
        assertThrows(IOException.class, () -> RawPeer.connect(address));
    }
}
