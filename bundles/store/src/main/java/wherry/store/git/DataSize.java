package wherry.store.git;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as users write them in git-annex's settings: {@code 100 megabytes}, {@code 1.5GB}, {@code 64KiB}, {@code 500m}. */
public final class DataSize {
    private static final Pattern FORM =
            Pattern.compile("\\s*(\\d{1,30}(?:\\.\\d{1,30})?)\\s*([A-Za-z]*).*", Pattern.DOTALL);

    private record Unit(String abbreviation, String name, long bytes) {
        // SOURCE: git-annex compares without regard to case, takes plurals, and "m" or "mb" alike.
        boolean is(String text) {
            String short1 = abbreviation.toLowerCase(Locale.ROOT);
            return text.equals(short1) || text.equals(name) || text.equals(name + "s") || (text + "b").equals(short1);
        }
    }

    private static final List<Unit> UNITS = List.of(
            new Unit("EB", "exabyte", 1_000_000_000_000_000_000L),
            new Unit("PB", "petabyte", 1_000_000_000_000_000L),
            new Unit("TB", "terabyte", 1_000_000_000_000L),
            new Unit("GB", "gigabyte", 1_000_000_000L),
            new Unit("MB", "megabyte", 1_000_000L),
            new Unit("kB", "kilobyte", 1_000L),
            new Unit("EiB", "exbibyte", 1L << 60),
            new Unit("PiB", "pebibyte", 1L << 50),
            new Unit("TiB", "tebibyte", 1L << 40),
            new Unit("GiB", "gibibyte", 1L << 30),
            new Unit("MiB", "mebibyte", 1L << 20),
            new Unit("KiB", "kibibyte", 1L << 10),
            new Unit("B", "byte", 1),
            new Unit("", "", 1));

    private DataSize() {}

    /**
     * Reads a size.
     *
     * @return bytes, at most {@link Long#MAX_VALUE}; empty if the text is no size
     */
    public static OptionalLong parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return OptionalLong.empty();
        }
        String unitName = m.group(2).toLowerCase(Locale.ROOT);
        for (Unit unit : UNITS) {
            if (unit.is(unitName)) {
                BigInteger bytes = new BigDecimal(m.group(1))
                        .multiply(BigDecimal.valueOf(unit.bytes()))
                        .toBigInteger();
                return OptionalLong.of(
                        bytes.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
            }
        }
        return OptionalLong.empty();
    }
}
