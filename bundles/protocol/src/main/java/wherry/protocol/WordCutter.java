package wherry.protocol;

/** Cuts words off a line, each at exactly one white space. */
final class WordCutter {
    private String rest;

    WordCutter(String line) {
        this.rest = line;
    }

    /** The next word; empty if the line is used up or begins with white space. */
    String next() {
        for (int i = 0; i < rest.length(); i++) {
            int space = WhiteSpace.lengthAt(rest, i);
            if (space > 0) {
                String word = rest.substring(0, i);
                rest = rest.substring(i + space);
                return word;
            }
        }
        String word = rest;
        rest = "";
        return word;
    }

    String rest() {
        return rest;
    }
}
