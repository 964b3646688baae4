package wherry.protocol;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;

/** What a parameter of a message can be, with its text on the wire (one character for each byte). */
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
enum Field {
    TEXT(String.class, Optional::of, text -> text),
    UUID(AnnexUuid.class, Field::uuid, AnnexUuid::value),
    TOKEN(AuthToken.class, AuthToken::parse, AuthToken::reveal),
    KEY(Key.class, Key::parse, Key::toString),
    FILE(AssociatedFile.class, FileText::read, FileText::write),
    NUMBER(Long.class, NumberText::read, String::valueOf),
    LENGTH(Long.class, word -> NumberText.read(word).filter(n -> n >= 0), String::valueOf),
    SERVICE(GitService.class, Field::service, GitService::command),
    WORDS(Words.class, Field::words, words -> String.join(" ", words.list()));

    private final Class<?> type;
    private final Function<String, Optional<?>> reader;
    private final Function<Object, String> writer;

    <T> Field(Class<T> type, Function<String, Optional<T>> reader, Function<T, String> writer) {
        this.type = type;
        this.reader = reader::apply;
        this.writer = value -> writer.apply(type.cast(value));
    }

    /** The list of words that only the last parameter can be. */
    record Words(List<String> list) {
        /** @throws IllegalArgumentException if a word would end the line */
        Words {
            list = List.copyOf(list);
            if (list.stream().anyMatch(word -> word.indexOf('\n') >= 0)) {
                throw new IllegalArgumentException("a word holds no newline");
            }
        }
    }

    /** Never throws: text that is not of this form is empty. */
    Optional<Object> read(String text) {
        return reader.apply(text).map(value -> value);
    }

    String write(Object value) {
        return writer.apply(value);
    }

    boolean holds(Object value) {
        return type.isInstance(value);
    }

    static Optional<AnnexUuid> uuid(String text) {
        try {
            return Optional.of(new AnnexUuid(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<GitService> service(String text) {
        return Stream.of(GitService.values())
                .filter(service -> service.command().equals(text))
                .findFirst();
    }

    private static Optional<Words> words(String text) {
        return Optional.of(new Words(
                Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toList())));
    }
}
