package wherry.preferredcontent;

/** A term that is not understood. Its message is a sentence for the user. */
final class WrongTerm extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 80;

    WrongTerm(String message) {
        super(message);
    }

    /** A piece of an expression as it may be shown. */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(SHOWN).forEach(c -> shown.appendCodePoint(visible(c) ? c : '?'));
        return shown.append(text.codePointCount(0, text.length()) > SHOWN ? "...\"" : "\"")
                .toString();
    }

    private static boolean visible(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
