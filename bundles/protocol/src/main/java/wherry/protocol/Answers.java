package wherry.protocol;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.api.annex.AnnexUuid;
import wherry.api.content.ContentAnswer;

/** The lines that say what became of content, and what they mean. */
final class Answers {
    private static final Set<Verb> DONE =
            EnumSet.of(Verb.SUCCESS, Verb.SUCCESS_PLUS, Verb.ALREADY_HAVE, Verb.ALREADY_HAVE_PLUS);
    private static final Set<Verb> PLUS = EnumSet.of(Verb.SUCCESS_PLUS, Verb.FAILURE_PLUS, Verb.ALREADY_HAVE_PLUS);

    private Answers() {}

    static ContentAnswer read(Message message) {
        return new ContentAnswer(
                DONE.contains(message.verb()), PLUS.contains(message.verb()) ? uuids(message) : List.of());
    }

    /** The repositories that a line lists; words that cannot name any are left out. */
    static List<AnnexUuid> uuids(Message message) {
        return message.words().stream()
                .map(Field::uuid)
                .flatMap(Optional::stream)
                .toList();
    }

    /** @param plus whether the peer knows the forms that name others */
    static Message verdict(ContentAnswer answer, boolean plus) {
        return answer.done()
                ? message(Verb.SUCCESS, Verb.SUCCESS_PLUS, answer.others(), plus)
                : message(Verb.FAILURE, Verb.FAILURE_PLUS, answer.others(), plus);
    }

    static Message alreadyHave(List<AnnexUuid> others, boolean plus) {
        return message(Verb.ALREADY_HAVE, Verb.ALREADY_HAVE_PLUS, others, plus);
    }

    static Message bypass(List<AnnexUuid> uuids) {
        return Message.of(Verb.BYPASS, words(uuids));
    }

    /** More names than a line can hold are not told: who is not told of a copy only knows less. */
    private static Message message(Verb plain, Verb withOthers, List<AnnexUuid> others, boolean plus) {
        if (!plus || others.isEmpty()) {
            return Message.of(plain);
        }
        Message message = Message.of(withOthers, words(others));
        return message.bytes().length <= LineReader.MAX_CHARACTERS ? message : Message.of(plain);
    }

    private static List<String> words(List<AnnexUuid> uuids) {
        return uuids.stream().map(AnnexUuid::value).toList();
    }
}
