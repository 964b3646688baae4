package wherry.installer;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * A bundle, or a jar that did not become one, as lists show it.
 *
 * @param id the framework's number; null for a jar that is not in the framework
 * @param state in the words of OSGi, or {@code draining}, or {@code faulty}
 * @param name symbolic name; of a jar that has none the file's name
 * @param version of the bundle; empty if unknown
 * @param library whether it is one that Wherry runs on, rather than a part of Wherry or one that the user added
 */
record BundleStatus(@Nullable Long id, String state, String name, String version, boolean library) {
    private static final String OURS = "wherry.";
    private static final String FAULTY = "faulty";

    static BundleStatus of(Bundle bundle, boolean draining, boolean distributed) {
        String name = String.valueOf(bundle.getSymbolicName());
        return new BundleStatus(
                bundle.getBundleId(),
                draining ? "draining" : word(bundle.getState()),
                name,
                bundle.getVersion().toString(),
                distributed && !name.startsWith(OURS));
    }

    static BundleStatus faulty(String name, String version) {
        return new BundleStatus(null, FAULTY, name, version, false);
    }

    private static String word(int state) {
        return switch (state) {
            case Bundle.UNINSTALLED -> "uninstalled";
            case Bundle.INSTALLED -> FAULTY;
            case Bundle.RESOLVED -> "resolved";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "active";
        };
    }
}
