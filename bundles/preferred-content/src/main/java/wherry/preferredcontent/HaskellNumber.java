package wherry.preferredcontent;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A number at the beginning of a text.
 *
 * <p>SOURCE: git-annex 10.20261026 takes what Haskell's {@code reads} finds, and what follows it is the rest: {@code 1x} is one, {@code 0x10} and {@code 0o20}
 * are sixteen, {@code 1.5} is no whole number, {@code .5} and {@code +5} are none at all.
 *
 * @param digits without the sign; of a fraction or exponent none
 * @param value with the sign
 * @param whole whether it has neither fraction nor exponent
 * @param rest what follows
 */
record HaskellNumber(BigInteger digits, double value, boolean whole, String rest) {
    static Optional<HaskellNumber> read(String text) {
        boolean negative = text.startsWith("-");
        Cursor cursor = new Cursor(text, negative ? 1 : 0);
        Optional<HaskellNumber> number = cursor.radix(16, 'x')
                .or(() -> cursor.radix(8, 'o'))
                .or(cursor::decimal)
                .or(cursor::named);
        return negative ? number.map(HaskellNumber::negated) : number;
    }

    /** A whole number, which overflows as those of Haskell do. */
    static OptionalLong readWhole(String text) {
        Optional<HaskellNumber> number = read(text).filter(HaskellNumber::whole);
        return number.isPresent() ? OptionalLong.of(number.get().digits.longValue()) : OptionalLong.empty();
    }

    /** A number with nothing but blanks around it. */
    static OptionalDouble readAll(String text) {
        Optional<HaskellNumber> number = read(text.strip()).filter(found -> found.rest.isEmpty());
        return number.isPresent() ? OptionalDouble.of(number.get().value) : OptionalDouble.empty();
    }

    private HaskellNumber negated() {
        return new HaskellNumber(digits.negate(), -value, whole, rest);
    }

    private record Cursor(String text, int start) {
        Optional<HaskellNumber> radix(int radix, char letter) {
            int from = start + 2;
            int end = digits(from, radix);
            if (end == from || text.charAt(start) != '0' || Character.toLowerCase(text.charAt(start + 1)) != letter) {
                return Optional.empty();
            }
            BigInteger digits = new BigInteger(text.substring(from, end), radix);
            return Optional.of(new HaskellNumber(digits, digits.doubleValue(), true, text.substring(end)));
        }

        Optional<HaskellNumber> decimal() {
            int whole = digits(start, 10);
            if (whole == start) {
                return Optional.empty();
            }
            int end = exponent(fraction(whole));
            BigInteger digits = end == whole ? new BigInteger(text.substring(start, end)) : BigInteger.ZERO;
            double value = Double.parseDouble(text.substring(start, end));
            return Optional.of(new HaskellNumber(digits, value, end == whole, text.substring(end)));
        }

        private int fraction(int from) {
            int end = from < text.length() && text.charAt(from) == '.' ? digits(from + 1, 10) : from;
            return end > from + 1 ? end : from;
        }

        private int exponent(int from) {
            if (from >= text.length() || Character.toLowerCase(text.charAt(from)) != 'e') {
                return from;
            }
            int sign = from + 1;
            boolean signed = sign < text.length() && "+-".indexOf(text.charAt(sign)) >= 0;
            int digits = signed ? sign + 1 : sign;
            int end = digits(digits, 10);
            return end > digits ? end : from;
        }

        private int digits(int from, int radix) {
            int end = from;
            while (end < text.length() && text.charAt(end) < 128 && Character.digit(text.charAt(end), radix) >= 0) {
                end++;
            }
            return end;
        }

        Optional<HaskellNumber> named() {
            int end = start;
            while (end < text.length() && isOfName(text.charAt(end))) {
                end++;
            }
            String rest = text.substring(end);
            return switch (text.substring(start, end)) {
                case "NaN" -> Optional.of(new HaskellNumber(BigInteger.ZERO, Double.NaN, false, rest));
                case "Infinity" ->
                    Optional.of(new HaskellNumber(BigInteger.ZERO, Double.POSITIVE_INFINITY, false, rest));
                default -> Optional.empty();
            };
        }

        private static boolean isOfName(char c) {
            return Character.isLetterOrDigit(c) || c == '_' || c == '\'';
        }
    }
}
