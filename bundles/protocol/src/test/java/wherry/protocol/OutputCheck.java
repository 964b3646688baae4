package wherry.protocol;

import java.util.EnumSet;
import java.util.Set;

/** Reads what an end writes as its peer would: whole lines that this end may say, and after DATA just as many bytes as promised. */
final class OutputCheck {
    private static final Set<Verb> SERVER = EnumSet.of(
            Verb.AUTH_SUCCESS,
            Verb.AUTH_FAILURE,
            Verb.VERSION,
            Verb.SUCCESS,
            Verb.FAILURE,
            Verb.DATA,
            Verb.VALID,
            Verb.INVALID,
            Verb.PUT_FROM,
            Verb.ALREADY_HAVE,
            Verb.TIMESTAMP,
            Verb.CONNECTDONE,
            Verb.CHANGED,
            Verb.ERROR);

    private OutputCheck() {}

    /** All that a server has written until it waits. */
    static void server(byte[] written) {
        String text = World.text(written);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            if (end < 0 || end - at > LineReader.MAX_CHARACTERS) {
                throw new AssertionError("no line at " + at + " of " + text);
            }
            Message message = Message.parse(text.substring(at, end))
                    .filter(m -> SERVER.contains(m.verb()))
                    .orElseThrow(() -> new AssertionError("no server says this: " + text));
            at = end + 1 + (message.verb() == Verb.DATA ? Math.toIntExact(message.number()) : 0);
        }
        if (at != text.length()) {
            throw new AssertionError("less than DATA promised in " + text);
        }
    }
}
