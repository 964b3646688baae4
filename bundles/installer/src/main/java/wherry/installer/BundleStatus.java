package wherry.installer;

import org.osgi.framework.Bundle;

/**
 * A bundle as lists show it.
 *
 * @param id the framework's number
 * @param state in the words of OSGi, or {@code draining}
 * @param name symbolic name
 * @param version of the bundle
 */
record BundleStatus(long id, String state, String name, String version) {
    static BundleStatus of(Bundle bundle, boolean draining) {
        return new BundleStatus(
                bundle.getBundleId(),
                draining ? "draining" : word(bundle.getState()),
                String.valueOf(bundle.getSymbolicName()),
                bundle.getVersion().toString());
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
