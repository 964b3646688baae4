package wherry.preferredcontent;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import wherry.api.wanted.Fact;
import wherry.api.wanted.Verdict;

/** {@code metadata=}. */
final class MetadataTerm {
    private MetadataTerm() {}

    static Term of(Name name) throws WrongTerm {
        String value = name.value();
        int operator = 0;
        while (operator < value.length() && "=<>".indexOf(value.charAt(operator)) < 0) {
            operator++;
        }
        String field = value.substring(0, operator);
        if (!isField(field)) {
            throw name.wrong("the metadata field");
        }
        Predicate<String> question = question(value.substring(operator));
        return Term.of(
                facts -> facts.content()
                        .metadata()
                        .map(all -> Verdict.of(anyValue(all, field, question)))
                        .orElse(Verdict.UNKNOWN),
                Fact.METADATA);
    }

    /** SOURCE: the case of fields does not count. */
    private static boolean anyValue(Map<String, Set<String>> all, String field, Predicate<String> question) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(field))
                .flatMap(entry -> entry.getValue().stream())
                .anyMatch(question);
    }

    private static boolean isField(String text) {
        return !text.isEmpty()
                && Character.isLetterOrDigit(text.codePointAt(0))
                && text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || "_-.".indexOf(c) >= 0);
    }

    private static Predicate<String> question(String text) throws WrongTerm {
        if (text.startsWith("<=")) {
            return new Comparison(text.substring(2), false, true);
        }
        if (text.startsWith(">=")) {
            return new Comparison(text.substring(2), true, true);
        }
        if (text.startsWith("<") || text.startsWith(">")) {
            return new Comparison(text.substring(1), text.startsWith(">"), false);
        }
        return Glob.parse(text.isEmpty() ? "" : text.substring(1), false)::matches;
    }

    /**
     * SOURCE: as numbers if both are, otherwise by characters.
     *
     * @param limit that a value is held against
     * @param larger whether it has to be larger, rather than smaller
     * @param orEqual whether it may be equal, too
     */
    private record Comparison(String limit, boolean larger, boolean orEqual) implements Predicate<String> {
        @Override
        public boolean test(String value) {
            OptionalDouble number = HaskellNumber.readAll(value);
            OptionalDouble other = HaskellNumber.readAll(limit);
            if (number.isEmpty() || other.isEmpty()) {
                return holds(value.compareTo(limit));
            }
            boolean comparable = !Double.isNaN(number.getAsDouble()) && !Double.isNaN(other.getAsDouble());
            // Adding 0 makes both zeros the same.
            return comparable && holds(Double.compare(number.getAsDouble() + 0.0, other.getAsDouble() + 0.0));
        }

        private boolean holds(int order) {
            return order == 0 ? orEqual : order > 0 == larger;
        }
    }
}
