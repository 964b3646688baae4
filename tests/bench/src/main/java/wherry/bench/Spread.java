package wherry.bench;

import java.util.List;

/** What several rounds of one measurement gave. */
record Spread(double median, double min, double max, int rounds) {
    static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no value");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return new Spread(percentile(sorted, 50), sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }

    /** Of sorted values; between two neighbours it is interpolated. */
    static double percentile(List<Double> sorted, int percent) {
        double place = (sorted.size() - 1) * percent / 100.0;
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (sorted.get(above) - sorted.get(below)) * (place - below);
    }
}
