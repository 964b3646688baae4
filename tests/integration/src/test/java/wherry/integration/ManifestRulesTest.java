package wherry.integration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Who may know whom. A bundle that no row names is a feature: it knows the api alone. */
@RunWith(Parameterized.class)
public final class ManifestRulesTest {
    private static final String API = "wherry.api";
    private static final String SPI = "wherry.transport.api";
    private static final String PROGRAM = "wherry.transport.program";
    private static final Set<String> CONTRACTS_OF_NETWORKS = Set.of(SPI, PROGRAM);
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            SPI,
            Set.of(SPI),
            "wherry.links",
            Set.of(API, SPI),
            "wherry.networkprograms",
            Set.of(API + ".node", SPI, PROGRAM));
    /** What is copied into whoever uses it. */
    private static final String SHARED = "wherry.shared.";
    /** Libraries that are no bundles. */
    private static final Map<String, String> COPIED = Map.of("wherry.store", "com.dynatrace.hash4j.");

    private static final List<String> NOT_FOR_PROTOCOL =
            List.of("java.net", "java.nio.channels", "java.nio.file", "java.util.concurrent", "org.slf4j");

    @Parameter
    public BuiltBundle bundle;

    @Parameters(name = "{0}")
    public static List<BuiltBundle> bundles() {
        return BuiltBundle.all();
    }

    @Test
    public void importsOnlyTheRoomsItMayKnow() {
        Set<String> rooms = mayImport(bundle.symbolicName());
        List<String> strangers = bundle.packages("Import-Package").keySet().stream()
                .filter(name -> isOrIsIn(name, "wherry"))
                .filter(name -> rooms.stream().noneMatch(room -> isOrIsIn(name, room)))
                .toList();

        assertThat(strangers, is(empty()));
    }

    @Test
    public void importsEveryPackageOfOursInARange() {
        assertThat(withoutVersion("Import-Package", "wherry"), is(empty()));
    }

    @Test
    public void exportsOnlyIfItIsAnApiAndWithVersions() {
        Collection<String> exported = bundle.packages("Export-Package").keySet();

        boolean contract = bundle.symbolicName().startsWith(BuiltBundle.API)
                || CONTRACTS_OF_NETWORKS.contains(bundle.symbolicName());
        assertThat(List.copyOf(exported), is(contract ? List.of(bundle.symbolicName()) : List.of()));
        assertThat(withoutVersion("Export-Package", ""), is(empty()));
    }

    /** So that a change of a subject, which the baseline sees in its package, is a new version of its bundle. */
    @Test
    public void hasTheVersionOfItsPackageIfItIsASubjectOfTheApi() {
        String version = bundle.header("Bundle-Version").orElse("");
        String exported = bundle.symbolicName().startsWith(BuiltBundle.API)
                ? bundle.packages("Export-Package").get(bundle.symbolicName())
                : version;

        assertThat(exported, is(version));
        assertThat(bundle.packages("Import-Package").keySet(), not(hasItem(bundle.symbolicName())));
    }

    @Test
    public void keepsItsClassesBelowItsOwnName() {
        Collection<String> packages = bundle.packages("Export-Package").keySet();
        Collection<String> hidden = bundle.packages("Private-Package").keySet();

        assertThat(packages, everyItem(startsWith(bundle.symbolicName())));
        String copied = COPIED.getOrDefault(bundle.symbolicName(), bundle.symbolicName());
        assertThat(
                hidden,
                everyItem(either(startsWith(bundle.symbolicName()))
                        .or(startsWith(copied))
                        .or(startsWith(SHARED))));
    }

    @Test
    public void reachesOthersByPackagesAndServicesAlone() {
        assertThat(bundle.header("Require-Bundle"), is(Optional.empty()));
        assertThat(bundle.header("DynamicImport-Package"), is(Optional.empty()));
        assertThat(bundle.header("Fragment-Host"), is(Optional.empty()));
        assertThat(bundle.header("Bundle-Activator"), is(Optional.empty()));
    }

    @Test
    public void needsNothingThatOnlyTheCompilerReads() {
        assertThat(bundle.packages("Import-Package").keySet(), not(hasItem("org.jspecify.annotations")));
    }

    @Test
    public void saysWhoMadeItAndUnderWhichLicence() {
        assertThat(bundle.header("Bundle-Vendor"), is(Optional.of("Wherry")));
        assertThat(bundle.header("Bundle-License").orElse(""), startsWith("Apache-2.0"));
    }

    @Test
    public void isPureIfItIsTheProtocol() {
        boolean protocol = bundle.symbolicName().equals("wherry.protocol");
        List<String> forbidden = protocol ? NOT_FOR_PROTOCOL : List.of();
        List<String> found = bundle.packages("Import-Package").keySet().stream()
                .filter(name -> forbidden.stream().anyMatch(root -> isOrIsIn(name, root)))
                .toList();

        assertThat(found, is(empty()));
    }

    private static Set<String> mayImport(String symbolicName) {
        Set<String> others = isOrIsIn(symbolicName, "wherry.transport") ? CONTRACTS_OF_NETWORKS : Set.of(API);
        return MAY_IMPORT.getOrDefault(symbolicName, others);
    }

    private Set<String> withoutVersion(String header, String root) {
        return bundle.packages(header).entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(root) && entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isOrIsIn(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }
}
