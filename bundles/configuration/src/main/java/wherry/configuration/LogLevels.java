package wherry.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import wherry.api.node.Problem;

/** The user's {@code logging.properties}, in which the launcher reads levels of loggers alone. */
final class LogLevels {
    private static final Set<String> WORDS =
            Set.of("OFF", "SEVERE", "WARNING", "INFO", "CONFIG", "FINE", "FINER", "FINEST", "ALL");
    private static final String SUFFIX = ".level";

    private LogLevels() {}

    static List<Problem> problems(SettingsFile file) {
        List<Problem> problems = new ArrayList<>(file.problems());
        for (Setting setting : file.settings()) {
            String place = "line " + setting.line() + " ";
            if (!setting.name().endsWith(SUFFIX)) {
                problems.add(new Problem(
                        file.name(),
                        place + "sets " + Quoted.of(setting.name())
                                + ", but only names that end in .level are heeded, such as wherry.daemon.level"));
            } else if (!WORDS.contains(setting.value().toUpperCase(Locale.ROOT))) {
                problems.add(new Problem(
                        file.name(),
                        place + "sets " + Quoted.of(setting.name()) + " to " + Quoted.of(setting.value())
                                + ", but it may be OFF, SEVERE, WARNING, INFO, CONFIG, FINE, FINER, FINEST or ALL;"
                                + " the level of the logger above it counts"));
            }
        }
        return problems;
    }
}
