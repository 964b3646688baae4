package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.peer.GitService;
import wherry.kit.Answer;
import wherry.kit.ClientEnd;
import wherry.kit.MemoryStore;

/** What transcripts do not show: misuse, broken links, peers that lie. */
public final class ClientConnectionTest {
    private static final String LOST = "the peer has ended the connection";

    private final MemoryStore store = new MemoryStore();
    private final ClientEnd end = World.client(store);

    @Test
    public void everyOperationFailsWhenThePeerIsGone() {
        Answer<Boolean> present = new Answer<>();
        end.tell(machine -> machine.checkPresent(World.KEY, present));
        end.end();
        assertThat(present.reason(), is(Optional.of(LOST)));
        assertThat(end.closed(), is(Optional.of(LOST)));
    }

    @Test
    public void anOperationOnAClosedConnectionFailsAtOnce() {
        end.end();
        Answer<Boolean> present = new Answer<>();
        end.tell(machine -> machine.checkPresent(World.KEY, present));
        assertThat(present.reason(), is(Optional.of("the connection is closed")));
        assertThat(World.text(end.written()), is(""));
        end.tell(machine -> machine.serviceInput(5));
        assertThat(World.text(end.written()), is(""));
    }

    @Test
    public void connectThatEndsWithoutConnectdoneFails() {
        Answer<Integer> exit = new Answer<>();
        end.tell(machine -> machine.connect(GitService.UPLOAD_PACK, exit));
        end.feed(World.bytes("DATA 4\nab"));
        end.end();
        assertThat(exit.reason(), is(Optional.of("the link ended within content")));
    }

    @Test
    public void contentThatIsCutStaysForResuming() {
        Answer<Boolean> stored = new Answer<>();
        end.about(World.KEY);
        end.tell(machine -> machine.get(World.KEY, AssociatedFile.NONE, 0, stored));
        end.feed(World.bytes("DATA 12\nhello"));
        end.end();
        assertThat(stored.isThere(), is(true));
        assertThat(World.text(store.partial(World.KEY)), is("hello"));
    }

    @Test
    public void contentThatCannotBeKeptIsAFailure() {
        Answer<Boolean> stored = new Answer<>();
        negotiated();
        end.failWith("disk full");
        end.about(World.KEY);
        end.tell(machine -> machine.get(World.KEY, AssociatedFile.NONE, 0, stored));
        end.feed(World.bytes("DATA 12\nhello world\nVALID\n"));
        assertThat(stored.reason(), is(Optional.of("what came could not be kept")));
        assertThat(World.text(end.written()).endsWith("FAILURE\n"), is(true));
        assertThat(end.closed(), is(Optional.empty()));
    }

    @Test
    public void contentThatCannotBeSentInWholeCloses() {
        Answer<ContentAnswer> stored = new Answer<>();
        store.put(World.KEY, World.CONTENT);
        negotiated();
        end.failWith("the file became shorter");
        end.about(World.KEY);
        end.tell(machine -> machine.put(World.KEY, AssociatedFile.NONE, stored));
        end.feed(World.bytes("PUT-FROM 0\n"));
        assertThat(stored.reason(), is(Optional.of("the file became shorter")));
        assertThat(end.closed().isPresent(), is(true));
    }

    @Test
    public void anAnswerThatIsTooLongCloses() {
        Answer<Boolean> present = new Answer<>();
        end.tell(machine -> machine.checkPresent(World.KEY, present));
        end.feed(new byte[100_000]);
        assertThat(present.reason().isPresent(), is(true));
        assertThat(end.closed().isPresent(), is(true));
    }

    @Test
    public void aPeerThatSpeaksOutOfTurnIsLeft() {
        Answer<Boolean> present = new Answer<>();
        end.tell(machine -> machine.checkPresent(World.KEY, present));
        end.feed(World.bytes("SUCCESS\nSUCCESS\n"));
        assertThat(present.result(), is(Optional.of(true)));
        assertThat(end.closed(), is(Optional.of("the peer speaks when it is not its turn")));
    }

    @Test
    public void aPeerCannotAcceptWhatWasNotSent() {
        Answer<ContentAnswer> stored = new Answer<>();
        store.put(World.KEY, World.CONTENT);
        end.about(World.KEY);
        end.tell(machine -> machine.put(World.KEY, AssociatedFile.NONE, stored));
        end.feed(World.bytes("PUT-FROM 0\nSUCCESS\n"));
        assertThat(stored.reason(), is(Optional.of("the peer speaks when it is not its turn")));
    }

    @Test
    public void aPeerWithoutAProperUuidIsLeft() {
        Answer<Optional<AnnexUuid>> peer = new Answer<>();
        end.tell(machine -> machine.authenticate(World.CLIENT, World.TOKEN, peer));
        end.feed(World.bytes("AUTH-SUCCESS \n"));
        assertThat(peer.reason().isPresent(), is(true));
        assertThat(end.closed().isPresent(), is(true));
    }

    @Test
    public void aNegativePutFromIsNotBelieved() {
        Answer<ContentAnswer> stored = new Answer<>();
        end.tell(machine -> machine.put(World.KEY, AssociatedFile.NONE, stored));
        end.feed(World.bytes("PUT-FROM -5\n"));
        assertThat(stored.reason().isPresent(), is(true));
        assertThat(end.closed().isPresent(), is(true));
    }

    @Test
    public void whatThePeerSaysIsShownWithoutControlCharacters() {
        Answer<Boolean> present = new Answer<>();
        end.tell(machine -> machine.checkPresent(World.KEY, present));
        end.feed(World.bytes("ERROR a\u001b[31mb\n"));
        assertThat(present.reason(), is(Optional.of("a [31mb")));
        assertThat(end.closed(), is(Optional.empty()));
    }

    @Test
    public void anExitCodeBeyondMeasureIsCutToOne() {
        Answer<Integer> exit = new Answer<>();
        end.tell(machine -> machine.connect(GitService.UPLOAD_PACK, exit));
        end.feed(World.bytes("CONNECTDONE 99999999999\nCONNECTDONE 0\n"));
        assertThat(exit.result(), is(Optional.of(Integer.MAX_VALUE)));
    }

    @Test
    public void anOperationMayBeginWhereAnotherEnds() {
        Answer<Long> seconds = new Answer<>();
        end.tell(machine -> machine.negotiate(new Chain<Integer>(() -> machine.timestamp(seconds))));
        end.feed(World.bytes("VERSION 4\n"));
        assertThat(World.text(end.written()), is("VERSION 4\nGETTIMESTAMP\n"));
        end.feed(World.bytes("TIMESTAMP 7\n"));
        assertThat(seconds.result(), is(Optional.of(7L)));
    }

    @Test
    public void twoOperationsAtOnceAreMisuse() {
        end.tell(machine -> machine.checkPresent(World.KEY, new Answer<>()));
        assertThrows(IllegalStateException.class, () -> end.tell(machine -> machine.timestamp(new Answer<>())));
    }

    @Test
    public void onlyUnlockMayFollowALock() {
        Answer<Boolean> locked = new Answer<>();
        end.tell(machine -> machine.lockContent(World.KEY, locked));
        end.feed(World.bytes("SUCCESS\n"));
        assertThrows(IllegalStateException.class, () -> end.tell(machine -> machine.timestamp(new Answer<>())));
        end.tell(machine -> machine.unlockContent());
        assertThat(World.text(end.written()), is("LOCKCONTENT " + World.KEY + "\nUNLOCKCONTENT\n"));
        assertThrows(IllegalStateException.class, () -> end.tell(machine -> machine.unlockContent()));
    }

    @Test
    public void contentThatIsFarTooLongIsNotRead() {
        Answer<Boolean> stored = new Answer<>();
        negotiated();
        end.about(World.KEY);
        end.tell(machine -> machine.get(World.KEY, AssociatedFile.NONE, 0, stored));
        end.feed(World.bytes("DATA 9000000000000000000\nhello"));
        assertThat(stored.reason().isPresent(), is(true));
        assertThat(end.closed().isPresent(), is(true));
    }

    @Test
    public void noBytesAreNoContentWhereNobodyVouchesForThem() {
        Key sizeless = World.key("URL--http&c%%example.invalid%x");
        Answer<Boolean> stored = new Answer<>();
        end.about(sizeless);
        end.tell(machine -> machine.get(sizeless, AssociatedFile.NONE, 0, stored));
        end.feed(World.bytes("DATA 0\n"));
        assertThat(stored.result(), is(Optional.of(false)));
        assertThat(store.content(sizeless), is(Optional.empty()));
    }

    @Test
    public void thePeerIsTakenAtWhatWasOffered() {
        for (int offer = 0; offer <= 4; offer++) {
            ClientEnd fresh = World.client(store);
            Answer<Integer> version = new Answer<>();
            int highest = offer;
            fresh.tell(machine -> machine.negotiate(highest, version));
            assertThat(World.text(fresh.written()), is("VERSION " + offer + "\n"));
            fresh.feed(World.bytes("VERSION 4\n"));
            assertThat(version.result(), is(Optional.of(offer)));
        }
    }

    @Test
    public void moreThanIsKnownIsNotOffered() {
        end.tell(machine -> machine.negotiate(99, new Answer<>()));
        assertThat(World.text(end.written()), is("VERSION 4\n"));
    }

    @Test
    public void theRepositoriesThatAnAnswerNamesAreTold() {
        negotiated();
        Answer<ContentAnswer> gone = new Answer<>();
        end.tell(machine -> machine.removeContent(World.KEY, OptionalLong.empty(), gone));
        end.feed(World.bytes("FAILURE-PLUS u1 " + World.SERVER + "\n"));
        assertThat(
                gone.result(), is(Optional.of(new ContentAnswer(false, List.of(new AnnexUuid("u1"), World.SERVER)))));
        end.about(World.KEY);
        Answer<ContentAnswer> stored = new Answer<>();
        end.tell(machine -> machine.put(World.KEY, AssociatedFile.NONE, stored));
        end.feed(World.bytes("ALREADY-HAVE-PLUS u2 \n"));
        assertThat(stored.result(), is(Optional.of(new ContentAnswer(true, List.of(new AnnexUuid("u2"))))));
    }

    @Test
    public void manyKeysAreAskedForAheadOfTheAnswers() {
        List<Answer<Boolean>> answers = ask(4);
        String line = "CHECKPRESENT " + World.KEY + "\n";
        assertThat(World.text(end.written()), is(line.repeat(4)));
        end.feed(World.bytes("SUCCESS\nFAILURE\nERROR later\nSUCCESS\n"));
        assertThat(answers.get(0).result(), is(Optional.of(true)));
        assertThat(answers.get(1).result(), is(Optional.of(false)));
        assertThat(answers.get(2).reason(), is(Optional.of("later")));
        assertThat(answers.get(3).result(), is(Optional.of(true)));
        assertThat(end.closed(), is(Optional.empty()));
        Answer<Long> seconds = new Answer<>();
        end.tell(machine -> machine.timestamp(seconds));
        end.feed(World.bytes("TIMESTAMP 7\n"));
        assertThat(seconds.result(), is(Optional.of(7L)));
    }

    @Test
    public void whatWasAskedAheadFailsWhenThePeerGoes() {
        List<Answer<Boolean>> answers = ask(3);
        end.feed(World.bytes("SUCCESS\n"));
        end.end();
        assertThat(answers.get(0).result(), is(Optional.of(true)));
        assertThat(answers.get(1).reason(), is(Optional.of(LOST)));
        assertThat(answers.get(2).reason(), is(Optional.of(LOST)));
    }

    @Test
    public void whatWasAskedAheadFailsAtNonsense() {
        List<Answer<Boolean>> answers = ask(3);
        end.feed(World.bytes("FAILURE\nPERHAPS\nSUCCESS\n"));
        assertThat(answers.get(0).result(), is(Optional.of(false)));
        assertThat(answers.get(1).reason().isPresent(), is(true));
        assertThat(answers.get(2).reason().isPresent(), is(true));
        assertThat(end.closed().isPresent(), is(true));
    }

    private List<Answer<Boolean>> ask(int times) {
        List<Answer<Boolean>> answers = new ArrayList<>();
        end.tell(machine -> {
            for (int i = 0; i < times; i++) {
                Answer<Boolean> answer = new Answer<>();
                answers.add(answer);
                machine.checkPresent(World.KEY, answer);
            }
        });
        return answers;
    }

    @Test
    public void whatTheVersionLacksIsMisuse() {
        assertThrows(
                IllegalStateException.class,
                () -> end.tell(machine -> machine.removeContent(World.KEY, OptionalLong.of(1), new Answer<>())));
        assertThrows(
                IllegalArgumentException.class,
                () -> end.tell(machine -> machine.get(World.KEY, AssociatedFile.NONE, -1, new Answer<>())));
        assertThrows(IllegalStateException.class, () -> end.tell(machine -> machine.serviceInput(1)));
    }

    @Test
    public void aLockThatBreaksClosesWithoutAnOperation() {
        Answer<Boolean> locked = new Answer<>();
        end.tell(machine -> machine.lockContent(World.KEY, locked));
        end.feed(World.bytes("SUCCESS\n"));
        end.end();
        assertThat(locked.result(), is(Optional.of(true)));
        assertThat(end.closed(), is(Optional.of(LOST)));
        end.tell(machine -> machine.unlockContent());
        assertThat(List.of(World.text(end.written()).split("\n")).size(), is(1));
    }

    private void negotiated() {
        end.tell(machine -> machine.negotiate(new Answer<>()));
        end.feed(World.bytes("VERSION 4\n"));
        end.written();
    }
}
