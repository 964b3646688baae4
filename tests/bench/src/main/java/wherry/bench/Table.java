package wherry.bench;

import java.util.List;
import java.util.Locale;

/** The figures, to be read by people. */
final class Table {
    private static final String FORMAT = "%-62s %-5s %-26s %-26s %s%n";

    private final Results results;
    private final List<Target> targets;

    Table(Results results, List<Target> targets) {
        this.results = results;
        this.targets = List.copyOf(targets);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(FORMAT, "what", "over", "stock", "wherry", "wherry / stock"));
        for (Results.Line line : results.lines()) {
            text.append(String.format(
                    FORMAT,
                    line.what() + " (" + line.unit().symbol() + ")",
                    line.network().label(),
                    shown(line, Side.STOCK),
                    shown(line, Side.WHERRY),
                    results.ratio(line)
                            .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                            .orElse("-")));
        }
        section(
                text,
                "Targets",
                targets.stream()
                        .flatMap(target -> target.verdicts(results).stream())
                        .toList());
        section(
                text,
                "Mishaps",
                results.mishaps().entrySet().stream()
                        .map(mishap -> mishap.getValue() + " x " + mishap.getKey())
                        .sorted()
                        .toList());
        section(text, "Not measured", results.problems());
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append(System.lineSeparator()).append(title).append(System.lineSeparator());
            lines.forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
        }
    }

    private String shown(Results.Line line, Side side) {
        return results.spread(line, side)
                .map(spread ->
                        number(spread.median()) + " [" + number(spread.min()) + " - " + number(spread.max()) + "]")
                .orElse("-");
    }

    /** Three digits that count, without exponents. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
