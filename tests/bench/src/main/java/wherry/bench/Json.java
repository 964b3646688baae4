package wherry.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures, to be read by programs. */
final class Json {
    private Json() {}

    /** An object with every single value. */
    static String of(Results results, List<Target> targets, Map<String, String> circumstances) {
        String facts = circumstances.entrySet().stream()
                .map(fact -> quoted(fact.getKey()) + ": " + quoted(fact.getValue()))
                .collect(Collectors.joining(",\n    ", "{\n    ", "\n  }"));
        return "{\n  \"circumstances\": " + facts
                + ",\n  \"results\": "
                + list(results.lines().stream().map(line -> line(results, line)).toList())
                + ",\n  \"targets\": "
                + quotedList(targets.stream()
                        .flatMap(target -> target.verdicts(results).stream())
                        .toList())
                + ",\n  \"mishaps\": "
                + list(results.mishaps().entrySet().stream()
                        .map(mishap ->
                                "{\"what\": " + quoted(mishap.getKey()) + ", \"times\": " + mishap.getValue() + "}")
                        .toList())
                + ",\n  \"problems\": " + quotedList(results.problems())
                + "\n}\n";
    }

    private static String line(Results results, Results.Line line) {
        return "{\"what\": " + quoted(line.what())
                + ", \"over\": " + quoted(line.network().label())
                + ", \"unit\": " + quoted(line.unit().symbol())
                + ", \"stock\": " + results.values(line, Side.STOCK)
                + ", \"wherry\": " + results.values(line, Side.WHERRY)
                + ", \"ratio\": "
                + results.ratio(line)
                        .map(ratio -> String.format(Locale.ROOT, "%.4f", ratio))
                        .orElse("null")
                + "}";
    }

    private static String quotedList(List<String> texts) {
        return list(texts.stream().map(Json::quoted).toList());
    }

    private static String list(List<String> values) {
        return values.stream().collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }

    static String quoted(String text) {
        return text.chars()
                .mapToObj(c ->
                        c == '"' || c == '\\' ? "\\" + (char) c : c < ' ' ? String.format("\\u%04x", c) : "" + (char) c)
                .collect(Collectors.joining("", "\"", "\""));
    }
}
