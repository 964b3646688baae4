package wherry.installer;

import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/** How a bundle that runs is replaced. Its manifest header {@value #HEADER} says so; bundles without it go side by side. */
enum UpdateMode {
    /** The new version starts beside the old one, which drains and goes. */
    SIDE_BY_SIDE,
    /** The old version stops first, since both need the same thing, such as a socket; links stay. */
    IN_PLACE,
    /** As in place, and all links end: others are wired to the bundle, or it owns what links need. */
    ENDS_LINKS;

    static final String HEADER = "Wherry-Update";

    static UpdateMode of(Bundle running) {
        String header = running.getHeaders("").get(HEADER);
        if ("ends-links".equals(header) || othersAreWiredTo(running)) {
            return ENDS_LINKS;
        }
        return "in-place".equals(header) ? IN_PLACE : SIDE_BY_SIDE;
    }

    private static boolean othersAreWiredTo(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring != null
                && wiring.getProvidedWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .anyMatch(wire -> !wire.getRequirer().getBundle().equals(bundle));
    }
}
