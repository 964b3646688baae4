package wherry.daemon.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line as a shell does, but for all that a shell would do with it: whoever wrote it may be hostile. Words are
 * plain or quoted; anything else that means something to a shell is an error.
 */
final class ShellWords {
    /** SOURCE: git-annex and git quote nothing but by single quotes, backslashes, and double quotes around single ones. */
    private static final String PLAIN = "_-+=.,/:@%~";

    private static final int MAX_CHARACTERS = 32 * 1024;

    private final String text;
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    /**
     * Splits.
     *
     * @throws IOException if there is more to the line than words
     */
    static List<String> split(String line) throws IOException {
        if (line.length() > MAX_CHARACTERS) {
            throw new IOException("the command is longer than it can be");
        }
        ShellWords words = new ShellWords(line);
        List<String> found = new ArrayList<>();
        for (words.skipBlanks(); words.at < line.length(); words.skipBlanks()) {
            found.add(words.word());
        }
        return found;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private String word() throws IOException {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && text.charAt(at) != ' ') {
            char next = text.charAt(at++);
            switch (next) {
                case '\'' -> word.append(upTo('\''));
                case '"' -> word.append(literal(upTo('"')));
                case '\\' -> word.append(escaped());
                default -> word.append(plain(next));
            }
        }
        return word.toString();
    }

    private String upTo(char quote) throws IOException {
        int end = text.indexOf(quote, at);
        if (end < 0) {
            throw new IOException("the command has a quote that does not end");
        }
        String quoted = text.substring(at, end);
        at = end + 1;
        return quoted;
    }

    private static String literal(String quoted) throws IOException {
        if (quoted.chars().anyMatch(c -> c == '$' || c == '`' || c == '\\')) {
            throw new IOException("the command holds what only a shell could expand");
        }
        return quoted;
    }

    private char escaped() throws IOException {
        if (at == text.length() || text.charAt(at) == '\n') {
            throw new IOException("the command ends in a backslash");
        }
        return text.charAt(at++);
    }

    private static char plain(char c) throws IOException {
        if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
            return c;
        }
        throw new IOException("the command holds what only a shell could understand");
    }
}
