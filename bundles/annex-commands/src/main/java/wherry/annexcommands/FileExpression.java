package wherry.annexcommands;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import wherry.api.store.StoreException;

/**
 * An expression that tells files from others by their names and sizes: {@code annex.largefiles}, or required content, with {@code
 * anything}, {@code nothing}, {@code largerthan=}, {@code smallerthan=}, {@code include=}, {@code exclude=}, {@code and}, {@code or}, {@code not} and
 * parentheses.
 *
 * @see <a href="https://git-annex.branchable.com/tips/largefiles/">largefiles</a>
 */
final class FileExpression {
    /** Whether a file is one of them. */
    @FunctionalInterface
    interface Test {
        /**
         * Looks at a file.
         *
         * @param path from the top of the working tree
         * @param size in bytes
         */
        boolean matches(String path, long size);
    }

    private static final Pattern TOKEN = Pattern.compile("[()!]|[^()!\\s][^()\\s]*");
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]*)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("", 1.0),
            Map.entry("b", 1.0),
            Map.entry("byte", 1.0),
            Map.entry("bytes", 1.0),
            Map.entry("kb", 1e3),
            Map.entry("k", 1e3),
            Map.entry("mb", 1e6),
            Map.entry("m", 1e6),
            Map.entry("gb", 1e9),
            Map.entry("g", 1e9),
            Map.entry("tb", 1e12),
            Map.entry("t", 1e12),
            Map.entry("kib", 1024.0),
            Map.entry("mib", 1048576.0),
            Map.entry("gib", 1073741824.0),
            Map.entry("tib", 1099511627776.0));
    private static final int MAX_DEPTH = 100;

    private final String what;
    private final String expression;
    private final Deque<String> tokens = new ArrayDeque<>();
    private int depth;

    private FileExpression(String what, String expression) {
        this.what = what;
        this.expression = expression;
        Matcher m = TOKEN.matcher(expression);
        while (m.find()) {
            tokens.add(m.group());
        }
    }

    /**
     * Reads an expression.
     *
     * @param what it is, for the user
     * @throws StoreException if it is none, or has terms that are not known here
     */
    static Test parse(String what, String expression) throws StoreException {
        FileExpression parser = new FileExpression(what, expression);
        Test test = parser.alternatives();
        if (!parser.tokens.isEmpty()) {
            throw parser.wrong(parser.tokens.element());
        }
        return test;
    }

    private Test alternatives() throws StoreException {
        Test left = conjunction();
        while (is("or")) {
            tokens.remove();
            Test first = left;
            Test second = conjunction();
            left = (path, size) -> first.matches(path, size) || second.matches(path, size);
        }
        return left;
    }

    private Test conjunction() throws StoreException {
        Test left = term();
        // SOURCE: terms that stand side by side must all hold.
        while (!tokens.isEmpty() && !is("or") && !is(")")) {
            if (is("and")) {
                tokens.remove();
            }
            Test first = left;
            Test second = term();
            left = (path, size) -> first.matches(path, size) && second.matches(path, size);
        }
        return left;
    }

    private Test term() throws StoreException {
        if (tokens.isEmpty() || ++depth > MAX_DEPTH) {
            throw wrong("its end");
        }
        String token = tokens.remove();
        Test test = switch (token) {
            case "not", "!" -> not(term());
            case "(" -> parentheses();
            case "anything" -> (path, size) -> true;
            case "nothing" -> (path, size) -> false;
            default -> named(token);
        };
        depth--;
        return test;
    }

    private static Test not(Test test) {
        return (path, size) -> !test.matches(path, size);
    }

    private Test parentheses() throws StoreException {
        Test inside = alternatives();
        if (!is(")")) {
            throw wrong("a parenthesis that is not closed");
        }
        tokens.remove();
        return inside;
    }

    private Test named(String token) throws StoreException {
        int equals = token.indexOf('=');
        String value = token.substring(equals + 1);
        return switch (equals < 0 ? "" : token.substring(0, equals)) {
            case "largerthan" -> largerThan(bytes(value));
            case "smallerthan" -> smallerThan(bytes(value));
            case "include" -> include(glob(value));
            case "exclude" -> not(include(glob(value)));
            default -> throw wrong(token);
        };
    }

    private static Test largerThan(long bytes) {
        return (path, size) -> size > bytes;
    }

    private static Test smallerThan(long bytes) {
        return (path, size) -> size < bytes;
    }

    private static Test include(Pattern glob) {
        return (path, size) -> glob.matcher(path).matches();
    }

    private long bytes(String text) throws StoreException {
        Matcher m = SIZE.matcher(text);
        Double unit = m.matches() ? UNITS.get(m.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw wrong(text);
        }
        return (long) (Double.parseDouble(m.group(1)) * unit);
    }

    /** SOURCE: unlike in a shell, the star and the question mark match slashes too. */
    private static Pattern glob(String text) {
        String regex = text.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private boolean is(String token) {
        return token.equals(tokens.peek());
    }

    private StoreException wrong(String token) {
        return new StoreException(what + " is \"" + expression + "\", of which " + token
                + " is not understood; understood are "
                + String.join(
                        ", ",
                        List.of(
                                "anything",
                                "nothing",
                                "largerthan=",
                                "smallerthan=",
                                "include=",
                                "exclude=",
                                "and",
                                "or"))
                + ", not and parentheses");
    }
}
