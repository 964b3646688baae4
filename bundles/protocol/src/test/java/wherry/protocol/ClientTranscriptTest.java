package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalLong;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;
import wherry.api.protocol.ClientMachine;
import wherry.api.protocol.Completion;
import wherry.kit.Answer;
import wherry.kit.ClientEnd;

/** What the client machine asks, and what it makes of the answers however their bytes arrive. */
@RunWith(Parameterized.class)
public final class ClientTranscriptTest {
    private final Transcript transcript;

    public ClientTranscriptTest(Transcript transcript) {
        this.transcript = transcript;
    }

    @Parameterized.Parameters(name = "{0}")
    public static List<Transcript> transcripts() {
        return Transcript.allFor("client");
    }

    @Test
    public void understandsWhenAllComesAtOnce() {
        new Run(Cuts.whole()).play();
    }

    @Test
    public void understandsWhenBytesComeOneByOne() {
        new Run(Cuts.everywhere()).play();
    }

    @Test
    public void understandsHoweverItIsSplit() {
        Run whole = new Run(Cuts.whole());
        whole.play();
        for (int i = 1; i < whole.fed; i++) {
            new Run(Cuts.at(i)).play();
        }
    }

    @Test
    public void closesAtTrailingBytes() {
        Run run = new Run(Cuts.whole());
        run.play();
        run.end.feed(World.bytes("SUCCESS\n"));
        assertThat("closed", run.end.closed().isPresent(), is(true));
        assertThat(World.text(run.end.written()), is(""));
    }

    /** One play of the transcript. */
    private final class Run {
        private final Cuts cuts;
        private final ClientEnd end = World.client(World.store(transcript, "client"));
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        private final StringBuilder expected = new StringBuilder();
        private final StringBuilder actual = new StringBuilder();
        private Answer<?> answer = new Answer<>();
        private char speaker = 'C';
        private boolean relaying;
        private int fed;

        Run(Cuts cuts) {
            this.cuts = cuts;
        }

        void play() {
            transcript.items().forEach(this::play);
            feed();
            check("at the end");
            assertThat("closed", end.closed().isPresent(), is(transcript.has('X', "")));
        }

        private void play(Transcript.Item item) {
            switch (item.kind()) {
                case 'C' -> {
                    feed();
                    speaker = 'C';
                    expected.append(World.text(item.bytes()));
                    ask(item);
                }
                case 'S' -> {
                    check("before " + item.text());
                    speaker = 'S';
                    pending.writeBytes(item.bytes());
                }
                case 'D' -> content(item);
                case 'R' -> {
                    feed();
                    assertThat("answer", told(), is(item.text()));
                }
                default -> {
                    // the server's business
                }
            }
        }

        private String told() {
            return answer.result()
                    .filter(ContentAnswer.class::isInstance)
                    .map(given -> String.valueOf(((ContentAnswer) given).done()))
                    .orElseGet(answer::toString);
        }

        private void content(Transcript.Item item) {
            if (speaker == 'S') {
                pending.writeBytes(item.bytes());
                return;
            }
            expected.append(World.text(item.bytes()));
            if (relaying) {
                end.gitWrites(item.bytes());
            }
        }

        private void ask(Transcript.Item item) {
            switch (item.word(0)) {
                case "AUTH" -> {
                    AuthToken token = AuthToken.parse(item.word(2)).orElseThrow();
                    end.tell(machine -> machine.authenticate(World.CLIENT, token, next()));
                }
                case "VERSION" -> end.tell(machine -> machine.negotiate(next()));
                case "CHECKPRESENT" -> end.tell(machine -> machine.checkPresent(World.key(item.word(1)), next()));
                case "LOCKCONTENT" -> end.tell(machine -> machine.lockContent(World.key(item.word(1)), next()));
                case "UNLOCKCONTENT" -> end.tell(ClientMachine::unlockContent);
                case "REMOVE" -> remove(World.key(item.word(1)), OptionalLong.empty());
                case "REMOVE-BEFORE" -> remove(World.key(item.word(2)), OptionalLong.of(Long.parseLong(item.word(1))));
                case "GETTIMESTAMP" -> end.tell(machine -> machine.timestamp(next()));
                case "NOTIFYCHANGE" -> end.tell(machine -> machine.awaitChange(next()));
                case "GET" -> get(item);
                case "PUT" -> {
                    Key key = World.key(item.word(2));
                    end.about(key);
                    end.tell(machine -> machine.put(key, file(item.word(1)), next()));
                }
                case "CONNECT" -> connect(item);
                default -> {
                    // said without being told to
                }
            }
        }

        private void remove(Key key, OptionalLong before) {
            end.tell(machine -> machine.removeContent(key, before, next()));
        }

        private void get(Transcript.Item item) {
            Key key = World.key(item.word(3));
            long offset = end.about(key);
            end.tell(machine -> machine.get(key, file(item.word(2)), offset, next()));
        }

        private void connect(Transcript.Item item) {
            relaying = true;
            GitService service =
                    item.word(1).equals("git-upload-pack") ? GitService.UPLOAD_PACK : GitService.RECEIVE_PACK;
            end.tell(machine -> machine.connect(service, next()));
        }

        private AssociatedFile file(String word) {
            return new AssociatedFile(word.replace("%%", "\0").replace('%', ' ').replace('\0', '%'));
        }

        private <R> Completion<R> next() {
            Answer<R> next = new Answer<>();
            answer = next;
            return next;
        }

        private void feed() {
            for (byte[] part : cuts.cut(pending.toByteArray(), fed)) {
                end.feed(part);
            }
            fed += pending.size();
            pending.reset();
        }

        private void check(String when) {
            actual.append(World.text(end.written()));
            assertThat(when, actual.toString(), is(expected.toString()));
        }
    }
}
