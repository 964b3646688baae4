package wherry.configuration;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import wherry.api.node.Problem;

/** Files of the configuration folder that hold no settings of bundles. */
final class OtherFiles {
    /** Read by the launcher. */
    static final String LOGGING = "logging.properties";

    private static final Set<String> ALLOWED = Set.of(LOGGING);
    /** What editors, packages and careful people leave beside a file. */
    private static final Pattern LEFT_ALONE =
            Pattern.compile("\\..*|.*~|.*\\.(sample|bak|old|orig|new|tmp|md|txt|dpkg-.*)");

    private OtherFiles() {}

    static Optional<Problem> problem(String name) {
        return ALLOWED.contains(name) || LEFT_ALONE.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(new Problem(name, "is not read: settings stand in files that are named PID.cfg"));
    }
}
