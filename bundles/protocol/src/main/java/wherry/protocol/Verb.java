package wherry.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first words of lines, with the parameters that follow: the protocol's arity table. */
enum Verb implements Trigger {
    /** The UUID is text here, as a client may leave it empty. */
    AUTH(Field.TEXT, Field.TOKEN),
    AUTH_SUCCESS(Field.UUID),
    AUTH_FAILURE,
    VERSION(Field.NUMBER),
    BYPASS(Field.WORDS),
    CHECKPRESENT(Field.KEY),
    LOCKCONTENT(Field.KEY),
    /** Without the key that git-annex's documentation shows. */
    UNLOCKCONTENT,
    REMOVE(Field.KEY),
    REMOVE_BEFORE(Field.NUMBER, Field.KEY),
    GETTIMESTAMP,
    TIMESTAMP(Field.NUMBER),
    /** The offset may be negative here: the command loop refuses it. */
    GET(Field.NUMBER, Field.FILE, Field.KEY),
    PUT(Field.FILE, Field.KEY),
    PUT_FROM(Field.LENGTH),
    ALREADY_HAVE,
    ALREADY_HAVE_PLUS(Field.WORDS),
    /** That many bytes follow the line. */
    DATA(Field.LENGTH),
    DATA_PRESENT,
    VALID,
    INVALID,
    SUCCESS,
    SUCCESS_PLUS(Field.WORDS),
    FAILURE,
    FAILURE_PLUS(Field.WORDS),
    CONNECT(Field.SERVICE),
    CONNECTDONE(Field.NUMBER),
    NOTIFYCHANGE,
    CHANGED(Field.WORDS),
    ERROR(Field.TEXT);

    private static final Map<String, Verb> BY_WORD =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Verb::word, Function.identity()));

    @SuppressWarnings("ImmutableEnumChecker") // it is List.of's
    private final List<Field> fields;

    Verb(Field... fields) {
        this.fields = List.of(fields);
    }

    static Optional<Verb> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    String word() {
        return name().replace('_', '-');
    }

    List<Field> fields() {
        return fields;
    }

    @Override
    public String label() {
        return word();
    }
}
