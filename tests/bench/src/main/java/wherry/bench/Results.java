package wherry.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that was found, in the order in which it was first found. Not for use by two threads. */
final class Results {
    private final Map<Line, Map<Side, List<Double>>> values = new LinkedHashMap<>();
    private final Map<String, Integer> mishaps = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** A line of the table. */
    record Line(String what, Network network, Unit unit) {}

    void value(Line line, Side side, double value) {
        values.computeIfAbsent(line, l -> new EnumMap<>(Side.class))
                .computeIfAbsent(side, s -> new ArrayList<>())
                .add(value);
    }

    void mishap(String what) {
        mishaps.merge(what, 1, Integer::sum);
    }

    void problem(String what) {
        problems.add(what);
    }

    List<Line> lines() {
        return List.copyOf(values.keySet());
    }

    List<Double> values(Line line, Side side) {
        return List.copyOf(values.getOrDefault(line, Map.of()).getOrDefault(side, List.of()));
    }

    Optional<Spread> spread(Line line, Side side) {
        List<Double> found = values(line, side);
        return found.isEmpty() ? Optional.empty() : Optional.of(Spread.of(found));
    }

    /** Wherry's median for one of git-annex's. */
    Optional<Double> ratio(Line line) {
        return spread(line, Side.STOCK)
                .filter(stock -> stock.median() > 0)
                .flatMap(stock -> spread(line, Side.WHERRY).map(wherry -> wherry.median() / stock.median()));
    }

    /** What went wrong, with how often it did, where the measurement was done all the same. */
    Map<String, Integer> mishaps() {
        return Map.copyOf(mishaps);
    }

    /** What could not be measured, and why. */
    List<String> problems() {
        return List.copyOf(problems);
    }
}
