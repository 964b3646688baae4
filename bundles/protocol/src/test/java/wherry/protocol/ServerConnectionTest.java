package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Test;
import wherry.api.annex.Key;
import wherry.api.annex.ServeMode;
import wherry.kit.MemoryStore;
import wherry.kit.ServerEnd;

/** What transcripts do not show: which steps are asked for, and what becomes of steps that fail. */
public final class ServerConnectionTest {
    private static final String AUTH = "AUTH u " + World.TOKEN.reveal() + "\n";
    private static final Key OTHER = World.key("SHA256-s3--x");

    private final MemoryStore store = new MemoryStore();
    private final ServerEnd end = World.server(ServeMode.READ_WRITE, store);

    @Test
    public void authThatCannotBeDecidedMayBeTriedAgain() {
        end.failWith("the tokens cannot be read");
        assertThat(ask(AUTH), is("ERROR the tokens cannot be read\n"));
        assertThat(ask(AUTH), is("ERROR the tokens cannot be read\n"));
        assertThat(end.isClosed(), is(false));
    }

    @Test
    public void aFewLinesThatAreNotAuthEndTheConnection() {
        for (int i = 1; i < 5; i++) {
            assertThat(ask("HELLO\n"), is("ERROR unknown command\n"));
            assertThat(end.isClosed(), is(false));
        }
        assertThat(ask("HELLO\n" + AUTH), is("ERROR unknown command\n"));
        assertThat(end.isClosed(), is(true));
    }

    @Test
    public void afterAuthBadLinesAreAnsweredForEver() {
        admitted();
        for (int i = 0; i < 50; i++) {
            assertThat(ask("HELLO\n"), is("ERROR unknown command\n"));
        }
        assertThat(end.isClosed(), is(false));
    }

    @Test
    public void whatCannotBeCheckedIsNotAbsent() {
        failing("the disk is gone");
        assertThat(ask("CHECKPRESENT " + World.KEY + "\n"), is("ERROR the disk is gone\n"));
        assertThat(ask("REMOVE " + World.KEY + "\n"), is("ERROR the disk is gone\n"));
        assertThat(ask("GETTIMESTAMP\n"), is("ERROR the disk is gone\n"));
        assertThat(ask("GET 0  " + World.KEY + "\n"), is("ERROR the disk is gone\n"));
        assertThat(ask("LOCKCONTENT " + World.KEY + "\n"), is("FAILURE\n"));
        assertThat(ask("UNLOCKCONTENT\n"), is("ERROR unexpected command\n"));
        assertThat(end.isClosed(), is(false));
    }

    @Test
    public void aPutThatCannotBePreparedLeavesTheConnection() {
        failing("no space");
        assertThat(ask("PUT  " + OTHER + "\n"), is("ERROR no space\n"));
        assertThat(ask("ERROR expected PUT_FROM or ALREADY_HAVE\n"), is(""));
        assertThat(ask("VERSION 4\n"), is("VERSION 4\n"));
        assertThat(end.isClosed(), is(false));
        assertThat(ask("ERROR again\n"), is(""));
        assertThat(end.isClosed(), is(true));
    }

    @Test
    public void aRefusedPutMayBeFollowedByAnything() {
        failing("no space");
        assertThat(ask("PUT  " + OTHER + "\nFOO\n"), is("ERROR no space\nERROR unknown command\n"));
        assertThat(ask("PUT  " + OTHER + "\nVERSION 1\n"), is("ERROR no space\nVERSION 1\n"));
    }

    @Test
    public void contentThatCannotBeStoredIsAFailure() {
        admitted();
        assertThat(ask("VERSION 4\nPUT  " + OTHER + "\nDATA 3\nabc"), is("VERSION 4\nPUT-FROM 0\n"));
        end.failWith("i/o error");
        assertThat(ask("VALID\n"), is("FAILURE\n"));
        assertThat(end.isClosed(), is(false));
    }

    @Test
    public void dataPresentThatCannotBeCheckedIsAFailure() {
        admitted();
        ask("VERSION 4\nPUT  " + OTHER + "\n");
        end.failWith("i/o error");
        assertThat(ask("DATA-PRESENT\n"), is("FAILURE\n"));
    }

    @Test
    public void aServiceThatCannotBeStartedIsToldToGit() {
        failing("git is not here");
        assertThat(
                ask("CONNECT git-upload-pack\n"), is("DATA 23\n0017ERR git is not hereCONNECTDONE 1\nCONNECTDONE 1\n"));
        assertThat(end.isClosed(), is(true));
    }

    @Test
    public void contentThatCannotBeSentInWholeCloses() {
        Recording server = new Recording();
        server.feed(AUTH).complete(Optional.of(World.SERVER));
        server.feed("GET 0  " + World.KEY + "\n").complete(OptionalLong.of(3));
        server.seen();
        server.fail("the file became shorter");
        assertThat(server.seen(), contains("closeContent", "close"));
    }

    @Test
    public void tellsTheStoreHowAGetWent() {
        store.put(World.KEY, World.CONTENT);
        admitted();
        String get = "GET 12  " + World.KEY + "\n";
        ask(get + "SUCCESS\n" + get + "FAILURE\n" + get + "FOO\n" + get);
        end.end();
        assertThat(
                end.steps().stream()
                        .filter(step -> step.startsWith("closeContent"))
                        .toList(),
                contains(
                        "closeContent delivered",
                        "closeContent undelivered",
                        "closeContent undelivered",
                        "closeContent undelivered"));
        assertThat(end.isClosed(), is(true));
    }

    @Test
    public void closesNoContentThatWasNotOpened() {
        admitted();
        ask("GET 0  " + OTHER + "\nFAILURE\n");
        assertThat(end.steps(), contains("authenticate", "openContent"));
    }

    @Test
    public void aPutThatBreaksOffLeavesWhatCame() {
        admitted();
        ask("PUT  " + World.KEY + "\nDATA 12\nhello");
        end.end();
        assertThat(World.text(store.partial(World.KEY)), is("hello"));
        assertThat(end.isClosed(), is(true));
        assertThat(end.steps(), hasItem("abandonContent"));
    }

    @Test
    public void aPutThatEndsBeforeItsVerdictLeavesWhatCame() {
        admitted();
        ask("VERSION 4\nPUT  " + World.KEY + "\nDATA 12\nhello world\n");
        end.end();
        assertThat(World.text(store.partial(World.KEY)), is("hello world\n"));
        assertThat(end.isClosed(), is(true));
    }

    @Test
    public void aPutThatEndsBeforeItsDataIsAbandoned() {
        admitted();
        ask("PUT  " + World.KEY + "\n");
        end.end();
        assertThat(end.steps(), contains("authenticate", "prepareContent", "abandonContent", "close"));
    }

    @Test
    public void aPutWithoutDataIsAbandoned() {
        admitted();
        ask("VERSION 4\n");
        for (String instead : List.of("FOO", "ERROR x", "DATA-PRESENT")) {
            int before = end.steps().size();
            ask("PUT  " + World.KEY + "\n" + instead + "\n");
            assertThat(instead, end.steps().subList(before, before + 2), contains("prepareContent", "abandonContent"));
        }
    }

    @Test
    public void noInputIsNoStep() {
        admitted();
        ask("CONNECT git-upload-pack\nDATA 0\nDATA 1\nx");
        assertThat(end.steps(), contains("authenticate", "startService git-upload-pack", "serviceInput"));
    }

    @Test
    public void aBrokenConnectionReleasesNoLock() {
        store.put(World.KEY, World.CONTENT);
        admitted();
        assertThat(ask("LOCKCONTENT " + World.KEY + "\n"), is("SUCCESS\n"));
        end.end();
        assertThat(end.steps(), not(hasItem("unlockContent")));
        assertThat(store.isLocked(World.KEY), is(true));
        assertThat(end.isClosed(), is(true));
    }

    @Test
    public void aLineThatIsTooLongCloses() {
        end.feed(new byte[LineReader.MAX_CHARACTERS + 1]);
        assertThat(World.text(end.written()), is(""));
        assertThat(end.isClosed(), is(true));
        assertThat(end.untaken(), is(0));
    }

    @Test
    public void theLongestLineIsAnswered() {
        admitted();
        String key = "WORM--" + "\u00c3\u00a4".repeat(LineReader.MAX_CHARACTERS - "CHECKPRESENT WORM--".length());
        assertThat(ask("CHECKPRESENT " + key + "\n"), is("FAILURE\n"));
        assertThat(ask("CHECKPRESENT " + key + "a\n"), is(""));
        assertThat(end.isClosed(), is(true));
    }

    @Test
    public void aServiceIsStoppedWhenItsClientGoes() {
        admitted();
        ask("CONNECT git-upload-pack\nDATA 10\n0000");
        end.end();
        assertThat(
                end.steps().subList(1, 5),
                contains("startService git-upload-pack", "serviceInput", "stopService", "close"));
    }

    @Test
    public void tellsNoMoreIdsThanALineHolds() {
        admitted();
        ask("NOTIFYCHANGE\n");
        end.changed(Collections.nCopies(900, "a33661dbeaa26aa8b155ac9966acbbce3ab00989"));
        assertThat(World.text(end.written()), is("CHANGED \n"));
    }

    @Test
    public void whatComesBeforeAChangeWaits() {
        admitted();
        ask("NOTIFYCHANGE\n");
        byte[] flood = new byte[1_000];
        end.feed(flood);
        assertThat(end.untaken(), is(flood.length));
        end.end();
        assertThat(end.isClosed(), is(true));
    }

    @Test
    public void dropsWhateverComesAfterClose() {
        admitted();
        ask("ERROR x\nVERSION 4\n");
        end.changed(List.of());
        end.serviceExits(1);
        end.end();
        assertThat(World.text(end.written()), is(""));
        assertThat(end.untaken(), is(0));
        assertThat(end.steps(), contains("authenticate", "close"));
    }

    @Test
    public void servesNothingBeforeAuth() {
        assertThat(
                ask("CONNECT git-upload-pack\nNOTIFYCHANGE\nBYPASS\nGETTIMESTAMP\n"),
                is("ERROR unexpected command\n".repeat(4)));
        assertThat(end.steps(), is(empty()));
    }

    private void admitted() {
        end.feed(World.bytes(AUTH));
        end.written();
    }

    private void failing(String reason) {
        admitted();
        end.failWith(reason);
    }

    private String ask(String lines) {
        end.feed(World.bytes(lines));
        return World.text(end.written());
    }
}
