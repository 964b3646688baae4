package wherry.preferredcontent;

import java.util.function.Function;

/**
 * A number of copies, and which repositories count.
 *
 * @param number of copies
 * @param limit which repositories count
 */
record LimitedNumber(long number, RepositoryLimit limit) {
    /**
     * Reads {@code N}, {@code NAME:N} or {@code LIMIT=N}.
     *
     * @param named what a name before a colon means
     */
    static LimitedNumber read(Name name, Function<String, RepositoryLimit> named) throws WrongTerm {
        String value = name.value();
        int colon = value.indexOf(':');
        if (colon >= 0 && colon == value.lastIndexOf(':')) {
            return new LimitedNumber(name.number(value.substring(colon + 1)), named.apply(value.substring(0, colon)));
        }
        int equals = value.indexOf('=');
        if (equals < 0) {
            return new LimitedNumber(name.number(value), RepositoryLimit.ALL);
        }
        if (equals != value.lastIndexOf('=')) {
            throw name.wrong("the value");
        }
        return new LimitedNumber(
                name.number(value.substring(equals + 1)), RepositoryLimit.sum(value.substring(0, equals)));
    }
}
