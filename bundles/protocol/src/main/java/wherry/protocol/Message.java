package wherry.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;

/**
 * One line of the protocol, understood.
 *
 * @param verb its first word
 * @param values its parameters, each of the type that the verb's {@link Field} has
 */
record Message(Verb verb, List<Object> values) {
    /** @throws IllegalArgumentException if the values are not those that the verb takes */
    Message {
        values = List.copyOf(values);
        boolean fit = values.size() == verb.fields().size();
        for (int i = 0; fit && i < values.size(); i++) {
            fit = verb.fields().get(i).holds(values.get(i));
        }
        if (!fit) {
            throw new IllegalArgumentException(verb.word() + " does not take these parameters");
        }
    }

    static Message of(Verb verb, Object... values) {
        return new Message(verb, List.of(values));
    }

    /** @param words hold no white space */
    static Message of(Verb verb, List<String> words) {
        return of(verb, new Field.Words(words));
    }

    /** @param reason any text; becomes one line */
    static Message error(String reason) {
        return of(Verb.ERROR, PlainText.toWire(reason));
    }

    /**
     * Reads a line. The last parameter is all that is left, the others end at one white space each; what is missing is empty.
     *
     * @param line without its newline
     * @return empty if it is malformed
     */
    static Optional<Message> parse(String line) {
        WordCutter words = new WordCutter(line);
        return Verb.of(words.next()).flatMap(verb -> read(verb, words));
    }

    private static Optional<Message> read(Verb verb, WordCutter words) {
        List<Object> values = new ArrayList<>();
        int last = verb.fields().size() - 1;
        for (int i = 0; i <= last; i++) {
            String text = i == last ? words.rest() : words.next();
            Optional<Object> value = verb.fields().get(i).read(text);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return last < 0 && !words.rest().isEmpty() ? Optional.empty() : Optional.of(new Message(verb, values));
    }

    /** The line with its newline. */
    byte[] bytes() {
        StringBuilder line = new StringBuilder(verb.word());
        for (int i = 0; i < values.size(); i++) {
            line.append(' ').append(verb.fields().get(i).write(values.get(i)));
        }
        return line.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    Key key() {
        return value(Key.class);
    }

    AssociatedFile file() {
        return value(AssociatedFile.class);
    }

    AuthToken token() {
        return value(AuthToken.class);
    }

    AnnexUuid uuid() {
        return value(AnnexUuid.class);
    }

    GitService service() {
        return value(GitService.class);
    }

    long number() {
        return value(Long.class);
    }

    String text() {
        return value(String.class);
    }

    List<String> words() {
        return value(Field.Words.class).list();
    }

    /** No verb has two parameters of one type. */
    private <T> T value(Class<T> type) {
        return values.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(verb.word() + " has no " + type.getSimpleName()));
    }
}
