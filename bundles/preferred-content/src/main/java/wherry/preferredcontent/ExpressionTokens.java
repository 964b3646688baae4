package wherry.preferredcontent;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an expression into words.
 *
 * <p>SOURCE: git-annex 10.20261026: white space is what Unicode calls a space; parentheses stand for themselves wherever they are; nothing is quoted.
 */
final class ExpressionTokens {
    private ExpressionTokens() {}

    static List<String> of(String expression) {
        List<String> tokens = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= expression.length(); i++) {
            char c = i < expression.length() ? expression.charAt(i) : ' ';
            boolean parenthesis = c == '(' || c == ')';
            if (!parenthesis && !isSpace(c)) {
                continue;
            }
            if (start < i) {
                tokens.add(expression.substring(start, i));
            }
            if (parenthesis) {
                tokens.add(String.valueOf(c));
            }
            start = i + 1;
        }
        return tokens;
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || Character.getType(c) == Character.SPACE_SEPARATOR;
    }
}
