package wherry.preferredcontent;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A size as people write it.
 *
 * <p>SOURCE: git-annex 10.20261026: a unit is a name, its plural, its symbol, or its symbol without the last letter, in any case; what follows the
 * unit does not count, and what begins with no letter is no unit; halves go to the even number.
 */
final class SizeText {
    private static final List<String> DECIMAL =
            List.of("", "kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta", "ronna", "quetta");
    private static final List<String> BINARY =
            List.of("", "kibi", "mebi", "gibi", "tebi", "pebi", "exbi", "zebi", "yobi");
    private static final String BYTE = "byte";

    private SizeText() {}

    /** In bytes; as large as a number can be for what is larger; empty if it is no size. */
    static OptionalLong bytes(String text) {
        Optional<HaskellNumber> number = HaskellNumber.read(text);
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        String unit = unit(number.get().rest());
        OptionalDouble factor = factor(unit.toLowerCase(Locale.ROOT));
        return factor.isPresent()
                ? OptionalLong.of(rounded(number.get().value() * factor.getAsDouble()))
                : OptionalLong.empty();
    }

    // SOURCE: what is no number rounds to something far below 0.
    private static long rounded(double bytes) {
        return Double.isNaN(bytes) ? Long.MIN_VALUE : (long) Math.rint(bytes);
    }

    private static String unit(String rest) {
        int end = 0;
        while (end < rest.length() && Character.isLetter(rest.codePointAt(end))) {
            end += Character.charCount(rest.codePointAt(end));
        }
        return rest.substring(0, end);
    }

    private static OptionalDouble factor(String unit) {
        if (unit.isEmpty()) {
            return OptionalDouble.of(1);
        }
        OptionalDouble decimal = factor(unit, DECIMAL, "b", BigInteger.valueOf(1000));
        return decimal.isPresent() ? decimal : factor(unit, BINARY, "ib", BigInteger.valueOf(1024));
    }

    private static OptionalDouble factor(String unit, List<String> prefixes, String ending, BigInteger base) {
        for (int i = 0; i < prefixes.size(); i++) {
            String name = prefixes.get(i) + BYTE;
            String symbol = i == 0 ? "b" : prefixes.get(i).charAt(0) + ending;
            if (unit.equals(name) || unit.equals(name + "s") || unit.equals(symbol) || symbol.equals(unit + "b")) {
                return OptionalDouble.of(base.pow(i).doubleValue());
            }
        }
        return OptionalDouble.empty();
    }
}
