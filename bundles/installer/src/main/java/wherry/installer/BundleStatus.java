package wherry.installer;

import org.osgi.framework.Bundle;

/**
 * A bundle as lists show it.
 *
 * @param id the framework's number
 * @param state in the words of OSGi, or {@code draining}
 * @param name symbolic name
 * @param version of the bundle
 * @param library whether it is one that Wherry runs on, rather than a part of Wherry or one that the user added
 */
record BundleStatus(long id, String state, String name, String version, boolean library) {
    private static final String OURS = "wherry.";

    static BundleStatus of(Bundle bundle, boolean draining, boolean distributed) {
        String name = String.valueOf(bundle.getSymbolicName());
        return new BundleStatus(
                bundle.getBundleId(),
                draining ? "draining" : word(bundle.getState()),
                name,
                bundle.getVersion().toString(),
                distributed && !name.startsWith(OURS));
    }

    private static String word(int state) {
        return switch (state) {
            case Bundle.UNINSTALLED -> "uninstalled";
            case Bundle.INSTALLED -> "installed";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "active";
        };
    }
}
