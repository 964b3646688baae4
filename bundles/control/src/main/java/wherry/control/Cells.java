package wherry.control;

/** How wide text is on a terminal. */
final class Cells {
    /** From here on there are letters that take two cells; those that do not are counted as if they did. */
    private static final int FIRST_WIDE = 0x1100;

    /** Takes one cell, though it comes after the first wide one. */
    private static final char ELLIPSIS = '…';

    private Cells() {}

    static int of(String text) {
        return text.codePoints().map(Cells::of).sum();
    }

    private static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return codePoint < FIRST_WIDE || codePoint == ELLIPSIS ? 1 : 2;
    }

    /** The text, or as much of its start as there is room for, with a mark where it was cut. */
    static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder start = new StringBuilder();
        int left = width - 1;
        for (int codePoint : text.codePoints().toArray()) {
            left -= of(codePoint);
            if (left < 0) {
                break;
            }
            start.appendCodePoint(codePoint);
        }
        return width > 0 ? start.append(ELLIPSIS).toString() : "";
    }
}
