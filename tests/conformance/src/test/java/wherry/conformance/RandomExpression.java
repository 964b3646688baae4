package wherry.conformance;

import java.util.List;
import java.util.Random;

/** Expressions about content that nobody would write, and some that one would. The same for the same seed. */
final class RandomExpression {
    /** Groups that have members. */
    static final List<String> MEMBERED = List.of("a", "b", "c", "archive", "client", "trusted");

    private static final List<String> GROUPS = List.of("a", "b", "c", "archive", "client", "trusted", "none");

    private static final List<String> GLOBS = List.of(
            "*",
            "*.c",
            "[ab].c",
            "[!a]*",
            "a*",
            "*/archive/*",
            "d/*",
            "?.c",
            "[[:alpha:]]*",
            "*<c>",
            "b.c",
            "*[.-]*",
            "x/public/*",
            "[]-a]*",
            "*é*",
            "",
            "[^a-c]*",
            "*.[ch]",
            "\\*",
            "d/e*");
    private static final List<String> BROKEN_GLOBS = List.of("[", "[]", "[c-a]", "*[!]", "[[:alpha:]");
    private static final List<String> LIMITS =
            List.of("a", "a+b", "-a", "a-b", "+c", "b-none", "a--b", "", "-archive-client", "none+a");
    private static final List<String> TRUSTS =
            List.of("trusted", "semitrusted", "untrusted", "dead", "trusted+", "semitrusted+", "untrusted+");
    private static final List<String> NUMBERS = List.of("0", "1", "2", "3", "5", "-1", "1x", "0x2");
    private static final List<String> BROKEN_NUMBERS = List.of("", "x", "1.5", "+1", "1e3");
    private static final List<String> SIZES = List.of(
            "0",
            "99",
            "100",
            "100.5",
            "1kb",
            "1.1kB",
            "1KiB",
            "100megabytes",
            "1e3",
            "0x64",
            "-5",
            "1k",
            "5,000",
            "NaN",
            "2mb");
    private static final List<String> BROKEN_SIZES = List.of("", "x", ".5", "1foo", "1kbs");
    private static final List<String> FIELDS = List.of(
            "tag=work",
            "tag=W*",
            "year=20*",
            "year>2000",
            "year<=2001",
            "Year>=2026",
            "author=[!a]*",
            "author>b",
            "none=*",
            "year<x");
    private static final List<String> BROKEN_TERMS =
            List.of("foo", "foo=bar", "metadata=-x=y", "anything=", "AND", "mimetype=x", "copies=a=b=c");

    private final Random random;
    private final boolean broken;

    /** @param broken whether terms that are not understood are among them */
    RandomExpression(Random random, boolean broken) {
        this.random = random;
        this.broken = broken;
    }

    String next() {
        boolean grammarOnly = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder();
        int tokens = 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 4);
        for (int i = 0; i < (grammarOnly ? 3 * tokens : tokens); i++) {
            text.append(token(grammarOnly)).append(random.nextInt(8) == 0 ? "\t" : " ");
        }
        return text.toString();
    }

    private String token(boolean grammarOnly) {
        return switch (random.nextInt(12)) {
            case 0 -> "and";
            case 1, 2 -> "or";
            case 3 -> "not";
            case 4 -> "(";
            case 5 -> ")";
            default -> grammarOnly ? grammar() : term();
        };
    }

    /** Without conditions the more is seen of how words are put together. */
    private String grammar() {
        return of(List.of("anything", "nothing", "nothing", "(", "(", ")"));
    }

    private String term() {
        if (broken()) {
            return of(BROKEN_TERMS);
        }
        return switch (random.nextInt(20)) {
            case 0 -> "anything";
            case 1 -> "nothing";
            case 2, 3 -> "include=" + (broken() ? of(BROKEN_GLOBS) : of(GLOBS));
            case 4 -> "exclude=" + of(GLOBS);
            case 5 -> "largerthan=" + (broken() ? of(BROKEN_SIZES) : of(SIZES));
            case 6 -> "smallerthan=" + of(SIZES);
            case 7, 8 -> "copies=" + copies(random.nextInt(3) == 0 ? of(TRUSTS) : of(GROUPS));
            case 9 -> (random.nextBoolean() ? "lackingcopies=" : "approxlackingcopies=") + copies(of(GROUPS));
            case 10 -> "inbackend=" + of(List.of("SHA256E", "SHA256", "MD5", "WORM", "sha256e"));
            case 11 -> "securehash";
            case 12 -> "inallgroup=" + of(GROUPS);
            case 13 -> "onlyingroup=" + of(GROUPS);
            case 14 -> "metadata=" + of(FIELDS);
            case 15 -> "present";
            case 16 -> "inpreferreddir";
            case 17 -> random.nextBoolean() ? "standard" : "groupwanted";
            default -> of(List.of("balanced=", "fullybalanced=", "sizebalanced=", "fullysizebalanced=")) + balanced();
        };
    }

    private String copies(String name) {
        String number = broken() ? of(BROKEN_NUMBERS) : of(NUMBERS);
        return switch (random.nextInt(4)) {
            case 0 -> number;
            case 1 -> of(LIMITS) + "=" + number;
            default -> name + ":" + number;
        };
    }

    private String balanced() {
        return of(MEMBERED) + of(List.of("", ":1", ":2", ":5", ":lackingcopies", ":lackingcopies=" + of(LIMITS)));
    }

    private boolean broken() {
        return broken && random.nextInt(40) == 0;
    }

    private String of(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
