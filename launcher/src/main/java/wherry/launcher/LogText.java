package wherry.launcher;

/** Text as it may stand in the log, and on a terminal that shows the log: one line, of a length that a line should have. */
final class LogText {
    private static final int MOST_CHARACTERS = 4000;

    private LogText() {}

    /** Control characters as git writes them in names of files; what is too long is cut. */
    static String line(String text) {
        int end = Math.min(text.length(), MOST_CHARACTERS);
        StringBuilder line = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            append(line, text.charAt(i));
        }
        if (end < text.length()) {
            line.append("... (").append(text.length() - end).append(" characters more)");
        }
        return line.toString();
    }

    private static void append(StringBuilder line, char c) {
        switch (c) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append('\t');
            default -> {
                if (Character.isISOControl(c) || turnsDirection(c)) {
                    line.append(String.format(c < 0x80 ? "\\%03o" : "\\u%04x", (int) c));
                } else {
                    line.append(c);
                }
            }
        }
    }

    private static boolean turnsDirection(char c) {
        return (c >= '\u2028' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }
}
