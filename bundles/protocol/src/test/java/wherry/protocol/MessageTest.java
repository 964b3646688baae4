package wherry.protocol;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;
import wherry.kit.Gen;

public final class MessageTest {
    private static final String KEY = World.KEY.toString();

    @Test
    public void everyMessageComesBackFromItsLine() {
        Gen gen = new Gen(4);
        for (int i = 0; i < 20_000; i++) {
            Message message = any(gen, gen.pick(Verb.values()));
            String line = World.text(message.bytes());
            assertThat(line.endsWith("\n") && line.indexOf('\n') == line.length() - 1, is(true));
            assertThat(line, Message.parse(line.substring(0, line.length() - 1)), is(Optional.of(message)));
        }
    }

    @Test
    public void cutsAllButTheLastParameterAtOneWhiteSpace() {
        Message get = Message.parse("GET 0  WORM--a b").orElseThrow();
        assertThat(get.file(), is(AssociatedFile.NONE));
        assertThat(get.key().name(), is("a b"));
        Message put = Message.parse("PUT\ta%b\u00c2\u00a0WORM--x").orElseThrow();
        assertThat(put.file().name(), is("a_b"));
        assertThat(put.key().name(), is("x"));
    }

    @Test
    public void takesMissingParametersAsEmpty() {
        assertThat(Message.parse("AUTH").orElseThrow().text(), is(""));
        assertThat(Message.parse("AUTH u").orElseThrow().token().isEmpty(), is(true));
        assertThat(Message.parse("BYPASS").orElseThrow().words(), is(List.of()));
        assertThat(Message.parse("ERROR").orElseThrow().text(), is(""));
        assertThat(Message.parse("CHANGED ").orElseThrow().words(), is(List.of()));
    }

    @Test
    public void keepsTheSpaceBeforeAnEmptyLastParameter() {
        AuthToken empty = AuthToken.parse("").orElseThrow();
        assertThat(World.text(Message.of(Verb.AUTH, "u", empty).bytes()), is("AUTH u \n"));
        assertThat(World.text(Message.of(Verb.AUTH, "", World.TOKEN).bytes()), is("AUTH  9faa99f93e1d4c7ba1bc2\n"));
        assertThat(World.text(Message.of(Verb.UNLOCKCONTENT).bytes()), is("UNLOCKCONTENT\n"));
    }

    @Test
    public void readsBytesThatAreNotText() {
        assertThat(
                Message.parse("CHECKPRESENT WORM-s1--\u00ff\u00fe")
                        .orElseThrow()
                        .key()
                        .name(),
                is("\u00ff\u00fe"));
    }

    @Test
    public void refusesWhatIsMalformed() {
        List<String> malformed = List.of(
                "",
                " ",
                " VERSION 1",
                "version 1",
                "VERSION",
                "VERSION one",
                "VERSION 1 2",
                "HELLO",
                "CHECKPRESENT",
                "CHECKPRESENT x",
                "UNLOCKCONTENT " + KEY,
                "SUCCESS ok",
                "AUTH u tok-en",
                "AUTH u " + "a".repeat(1_025),
                "AUTH-SUCCESS",
                "GET 0 " + KEY,
                "GET  " + KEY,
                "GET 0 /f " + KEY,
                "PUT /f " + KEY,
                "PUT " + KEY,
                "DATA",
                "DATA -1",
                "DATA 1 x",
                "PUT-FROM -1",
                "CONNECT",
                "CONNECT git-shell",
                "REMOVE-BEFORE " + KEY);
        for (String line : malformed) {
            assertThat(line, Message.parse(line), is(Optional.empty()));
        }
    }

    @Test
    public void anErrorBecomesOneLine() {
        assertThat(World.text(Message.error("no\nway\r\0\u00e4").bytes()), is("ERROR no way  \u00c3\u00a4\n"));
        assertThat(Message.error("x".repeat(100_000)).text().length(), is(1_000));
    }

    @Test
    public void refusesValuesThatItsVerbDoesNotTake() {
        assertThrows(IllegalArgumentException.class, () -> Message.of(Verb.DATA));
        assertThrows(IllegalArgumentException.class, () -> Message.of(Verb.DATA, 1));
        assertThrows(IllegalArgumentException.class, () -> Message.of(Verb.SUCCESS, "x"));
        assertThrows(IllegalArgumentException.class, () -> Message.of(Verb.CHANGED, List.of("a\nERROR")));
        assertThrows(IllegalStateException.class, () -> Message.of(Verb.SUCCESS).key());
    }

    @Test
    public void showsNoToken() {
        assertThat(Message.parse("AUTH u secret").orElseThrow().toString().contains("secret"), is(false));
    }

    private static Message any(Gen gen, Verb verb) {
        List<Object> values = new ArrayList<>();
        verb.fields().forEach(field -> values.add(any(gen, field)));
        return new Message(verb, values);
    }

    private static Object any(Gen gen, Field field) {
        return switch (field) {
            case TEXT -> gen.text("abc\u00e4\u00ff", 5);
            case UUID -> new AnnexUuid("u" + gen.text("0123-ab", 8));
            case TOKEN -> AuthToken.parse(gen.text("abc019", 8)).orElseThrow();
            case KEY -> World.key("WORM-s" + gen.below(100) + "--" + gen.text("a b/%\u00ff\t", 8) + "x");
            case FILE -> new AssociatedFile(gen.text("ab%.\u00e4", 8));
            case NUMBER -> (long) gen.below(2_000) - 1_000;
            case LENGTH -> (long) gen.below(1_000);
            case SERVICE -> gen.pick(GitService.values());
            case WORDS -> new Field.Words(List.of("a" + gen.text("xyz", 4), "b"));
        };
    }
}
