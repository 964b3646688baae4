package wherry.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Wherry is held to.
 *
 * @param line of the table
 * @param relative whether the limit is one of the ratio, not of Wherry's own value
 * @param limit that must not be passed
 */
record Target(String line, boolean relative, double limit) {
    private static final double GIGABYTE = 1e9;

    static List<Target> all(Sizes sizes) {
        Names names = new Names(sizes);
        return List.of(
                new Target(names.rawGetBig(), false, sizes.bigBytes() / GIGABYTE),
                new Target(names.check(), false, 0.2),
                new Target(names.program(), true, 2),
                new Target(names.annexGetBig(), true, 1.15),
                new Target(names.annexCopyBig(), true, 1.15),
                new Target(names.rawGetSmall(), true, 1),
                new Target(names.rawPutSmall(), true, 1),
                new Target(names.annexGetSmall(), true, 1),
                new Target(names.annexCopySmall(), true, 1),
                new Target(names.fetch(), true, 1.2),
                new Target(names.push(), true, 1.2));
    }

    /** A sentence for each network on which it was measured. */
    List<String> verdicts(Results results) {
        return results.lines().stream()
                .filter(found -> found.what().equals(line))
                .flatMap(found -> verdict(results, found).stream())
                .toList();
    }

    private Optional<String> verdict(Results results, Results.Line found) {
        Optional<Double> value = relative
                ? results.ratio(found)
                : results.spread(found, Side.WHERRY).map(Spread::median);
        return value.map(is -> String.format(
                Locale.ROOT,
                "%-7s %s over %s: %s, at most %s",
                is <= limit ? "met" : "MISSED",
                line,
                found.network().label(),
                shown(is, found),
                shown(limit, found)));
    }

    private String shown(double value, Results.Line found) {
        return relative
                ? String.format(Locale.ROOT, "%.2f x", value)
                : String.format(Locale.ROOT, "%.3g %s", value, found.unit().symbol());
    }
}
