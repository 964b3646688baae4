package wherry.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the caller asks for.
 *
 * @param only the names of the measurements to run, each followed by {@code " over "} and the network
 * @param json where the figures are also written to
 */
record Options(Sizes sizes, boolean quick, Pattern only, Optional<Path> json) {
    /** Understands the arguments; relative paths start from that folder. */
    static Options parse(List<String> arguments, Path from) {
        Deque<String> left = new ArrayDeque<>(arguments);
        boolean quick = false;
        Optional<Integer> rounds = Optional.empty();
        Pattern only = Pattern.compile("");
        Optional<Path> json = Optional.empty();
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--quick" -> quick = true;
                case "--rounds" -> rounds = Optional.of(number(value(option, left)));
                case "--only" -> only = pattern(value(option, left));
                case "--json" -> json = Optional.of(from.resolve(value(option, left)));
                default -> throw new IllegalArgumentException("unknown argument: " + option);
            }
        }
        Sizes sizes = quick ? Sizes.quick() : Sizes.full();
        return new Options(rounds.map(sizes::withRounds).orElse(sizes), quick, only, json);
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.pop();
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too small.
        }
        throw new IllegalArgumentException("--rounds needs a number from 1 on, not " + text);
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("--only needs a regular expression: " + e.getMessage(), e);
        }
    }
}
