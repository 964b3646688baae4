package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import wherry.kit.ServerEnd;

/** What the server machine answers to recorded clients, however their bytes arrive. */
@RunWith(Parameterized.class)
public final class ServerTranscriptTest {
    private static final byte[] TRAILING = World.bytes("\0\u00ffCHECKPRES");

    private final Transcript transcript;

    public ServerTranscriptTest(Transcript transcript) {
        this.transcript = transcript;
    }

    @Parameterized.Parameters(name = "{0}")
    public static List<Transcript> transcripts() {
        return Transcript.allFor("server");
    }

    @Test
    public void answersWhenAllComesAtOnce() {
        new Run(Cuts.whole()).play();
    }

    @Test
    public void answersWhenBytesComeOneByOne() {
        new Run(Cuts.everywhere()).play();
    }

    @Test
    public void answersHoweverItIsSplit() {
        Run whole = new Run(Cuts.whole());
        whole.play();
        for (int i = 1; i < whole.fed; i++) {
            new Run(Cuts.at(i)).play();
        }
    }

    @Test
    public void saysNothingMoreToTrailingBytes() {
        Run run = new Run(Cuts.whole());
        run.play();
        run.end.feed(TRAILING);
        run.check("after trailing bytes");
        assertThat(run.end.untaken(), is(0));
    }

    /** One play of the transcript. */
    private final class Run {
        private final Cuts cuts;
        private final ServerEnd end = World.server(transcript);
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        private final StringBuilder expected = new StringBuilder();
        private final StringBuilder actual = new StringBuilder();
        private char speaker = 'C';
        private int fed;

        Run(Cuts cuts) {
            this.cuts = cuts;
        }

        void play() {
            transcript.items().forEach(this::play);
            feed();
            check("at the end");
            assertThat("closed", end.isClosed(), is(transcript.has('X', "")));
        }

        private void play(Transcript.Item item) {
            switch (item.kind()) {
                case 'C', 'S' -> {
                    speaker = item.kind();
                    say(item);
                }
                case 'D', 'P' -> say(item);
                case 'E' -> {
                    feed();
                    check("before " + item.text());
                    happen(item);
                }
                default -> {
                    // the client's business
                }
            }
        }

        private void say(Transcript.Item item) {
            if (speaker == 'C' || item.kind() == 'P') {
                pending.writeBytes(item.bytes());
            } else {
                expected.append(World.text(item.bytes()));
            }
        }

        private void happen(Transcript.Item item) {
            if (item.text().startsWith("service writes ")) {
                end.serviceWrites(item.quoted());
            } else if (item.text().startsWith("service exits ")) {
                end.serviceExits(Integer.parseInt(item.word(2)));
            } else if (item.text().startsWith("server gets ")) {
                end.store().put(World.key(item.word(2)), item.quoted());
            } else if (item.text().equals("client ends")) {
                end.end();
            } else {
                end.changed(item.words().subList(1, item.words().size()));
            }
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
