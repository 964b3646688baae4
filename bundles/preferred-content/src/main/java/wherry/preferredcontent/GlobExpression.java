package wherry.preferredcontent;

/**
 * The regular expression that git-annex makes of a glob, and then reads by the rules of POSIX.
 *
 * <p>SOURCE: git-annex 10.20261026. The first closing bracket ends a bracket here, but not always there, so that both steps are
 * needed: {@code []b]} is one bracket, and {@code [[:alpha:]]} has a backslash in it.
 */
final class GlobExpression {
    private GlobExpression() {}

    static String of(String glob) {
        StringBuilder expression = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            if (glob.charAt(at) == '[') {
                int end = endOfBracket(glob, at);
                boolean negated = glob.startsWith("!", at + 1);
                expression.append(negated ? "[^" : "[").append(glob, at + (negated ? 2 : 1), end);
                at = end;
            } else {
                int c = glob.codePointAt(at);
                append(c, expression);
                at += Character.charCount(c);
            }
        }
        return expression.toString();
    }

    private static int endOfBracket(String glob, int start) {
        int end = glob.indexOf(']', start);
        return end < 0 ? glob.length() : end + 1;
    }

    private static void append(int c, StringBuilder expression) {
        switch (c) {
            case '*' -> expression.append(".*");
            case '?' -> expression.append('.');
            case '\\' -> expression.append("[\\]");
            default -> {
                if (!Character.isLetter(c) && (c < '0' || c > '9')) {
                    expression.append('\\');
                }
                expression.appendCodePoint(c);
            }
        }
    }
}
