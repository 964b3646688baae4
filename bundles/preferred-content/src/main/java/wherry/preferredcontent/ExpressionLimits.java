package wherry.preferredcontent;

/** How long an expression, and a glob in it, may be: both may come from a stranger, and are judged for every file. */
final class ExpressionLimits {
    static final int EXPRESSION = 65_536;
    static final int GLOB = 4_096;

    private ExpressionLimits() {}
}
