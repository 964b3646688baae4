package wherry.configuration;

/** Text of a file in a message: on one line, and not too much of it. */
final class Quoted {
    private static final int MAX_LENGTH = 60;

    private Quoted() {}

    static String of(String text) {
        String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
        return "'"
                + shown.codePoints()
                        .map(c -> Character.isISOControl(c) ? '?' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                + "'";
    }
}
