package wherry.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** What a bundle needs and no other bundle offers, in words. */
final class UnmetRequirements {
    private static final Pattern FROM = Pattern.compile("\\(version>=([^)]*)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]*)\\)\\)");
    private static final Pattern EXACTLY = Pattern.compile("\\(version=([^)]*)\\)");

    private final BundleContext framework;

    UnmetRequirements(BundleContext framework) {
        this.framework = framework;
    }

    /** Phrases that begin with what is needed; empty if each need alone could be met. */
    List<String> of(Bundle bundle) {
        List<String> unmet = new ArrayList<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        for (BundleRequirement need : revision == null ? List.<BundleRequirement>of() : needs(revision)) {
            if (!isOptional(need) && offers(need.getNamespace()).noneMatch(need::matches)) {
                unmet.add(phrase(need));
            }
        }
        return unmet;
    }

    /** What a wire to a package demands. */
    static String packageOf(BundleRequirement need) {
        String filter = need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        return "the package " + value(filter, need.getNamespace()) + version(filter);
    }

    private static List<BundleRequirement> needs(BundleRevision revision) {
        return revision.getDeclaredRequirements(null);
    }

    private static boolean isOptional(BundleRequirement need) {
        Map<String, String> directives = need.getDirectives();
        return Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                || "dynamic".equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                || "active".equals(directives.get("effective"));
    }

    private Stream<BundleCapability> offers(String namespace) {
        return Stream.of(framework.getBundles())
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(revision -> revision != null)
                .flatMap(revision -> revision.getDeclaredCapabilities(namespace).stream());
    }

    private String phrase(BundleRequirement need) {
        String filter = need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        String name = value(filter, need.getNamespace());
        return switch (need.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> needed("the package " + name, filter, need.getNamespace(), name);
            case BundleNamespace.BUNDLE_NAMESPACE, HostNamespace.HOST_NAMESPACE ->
                needed("the bundle " + name, filter, need.getNamespace(), name);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                "Java" + version(filter) + ", and this node runs on Java "
                        + Runtime.version().feature();
            default ->
                "a bundle that offers " + need.getNamespace() + (name.isEmpty() ? "" : " " + name) + version(filter);
        };
    }

    private String needed(String what, String filter, String namespace, String name) {
        List<String> offered = offers(namespace)
                .filter(offer -> name.equals(offer.getAttributes().get(namespace)))
                .map(offer -> String.valueOf(offer.getAttributes()
                        .getOrDefault(
                                PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE,
                                offer.getAttributes().get(BundleNamespace.CAPABILITY_BUNDLE_VERSION_ATTRIBUTE))))
                .distinct()
                .toList();
        return what
                + version(filter)
                + (offered.isEmpty()
                        ? ", which no bundle of this node offers"
                        : ", and this node has " + String.join(" and ", offered));
    }

    private static String value(String filter, String attribute) {
        Matcher matcher = Pattern.compile("\\(" + Pattern.quote(attribute) + "=([^)]*)\\)")
                .matcher(filter);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String version(String filter) {
        String plain = filter.replace("bundle-version", "version");
        Matcher below = BELOW.matcher(plain);
        String end = below.find() ? below.group(1) : "";
        Matcher from = FROM.matcher(below.replaceAll(""));
        Matcher exactly = EXACTLY.matcher(plain);
        if (exactly.find()) {
            return " " + exactly.group(1);
        }
        String begin = from.find() ? " from " + from.group(1) : "";
        return begin + (end.isEmpty() ? "" : " and below " + end);
    }
}
