package wherry.installer;

import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWire;

/** Why a bundle does not start, in words that tell what to do. */
final class StartFailure {
    private final UnmetRequirements requirements;

    StartFailure(UnmetRequirements requirements) {
        this.requirements = requirements;
    }

    /** A phrase that goes on after the bundle's name and a colon. */
    String reason(Bundle bundle, BundleException failure) {
        List<String> unmet = requirements.of(bundle);
        if (!unmet.isEmpty()) {
            return needs(unmet);
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return failure.getType() == BundleException.ACTIVATOR_ERROR ? "its activator failed: " + said : said;
    }

    /** What keeps a bundle that is installed from being resolved: goes on after "does not run"; empty if nothing is known. */
    String whyUnresolved(Bundle bundle) {
        List<String> unmet = requirements.of(bundle);
        return unmet.isEmpty() ? "" : ": " + needs(unmet);
    }

    /** Which bundles would be left without what they are wired to, and what that is. */
    static String leftBehind(List<BundleWire> wires) {
        return wires.stream()
                .map(wire -> wire.getRequirer().getSymbolicName() + " needs "
                        + UnmetRequirements.packageOf(wire.getRequirement()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String needs(List<String> unmet) {
        return "it needs " + String.join("; and ", unmet);
    }
}
