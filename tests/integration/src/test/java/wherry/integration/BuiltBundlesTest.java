package wherry.integration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** The rules hold for all bundles only if all bundles are read. */
public final class BuiltBundlesTest {
    /** A plain jar; a plain jar and a bundle for each subject; a list of these. */
    private static final List<String> OTHER_MODULES =
            List.of("<module>shared</module>", "<module>api</module>", "<module>api-bundles</module>");

    @Test
    public void everyModuleOfBundlesIsRead() throws IOException {
        Path modules = Path.of(System.getProperty("wherry.test.modules"));
        List<String> folders = Files.readAllLines(modules).stream()
                .filter(line -> line.contains("<module>") && !OTHER_MODULES.contains(line.strip()))
                .toList();

        assertThat(
                BuiltBundle.all().stream().filter(bundle -> !isSubject(bundle)).toList(), hasSize(folders.size()));
    }

    /** Of a new package nobody may forget the bundle, or to name it to the distribution. */
    @Test
    public void everyPackageOfTheApiIsABundleOfItsOwn() throws IOException {
        Path sources =
                Path.of(System.getProperty("wherry.test.modules")).resolveSibling("api/src/main/java/wherry/api");
        try (Stream<Path> folders = Files.list(sources)) {
            List<String> packages = folders.map(folder -> BuiltBundle.API + folder.getFileName())
                    .sorted()
                    .toList();
            List<String> subjects = BuiltBundle.all().stream()
                    .filter(BuiltBundlesTest::isSubject)
                    .map(BuiltBundle::symbolicName)
                    .sorted()
                    .toList();
            assertThat(subjects, is(packages));
        }
    }

    /** In a circle of subjects, a change of one would be a change of all. */
    @Test
    public void noSubjectOfTheApiNeedsItselfByWayOfOthers() {
        Map<String, Set<String>> needs = BuiltBundle.all().stream()
                .filter(BuiltBundlesTest::isSubject)
                .collect(Collectors.toMap(
                        BuiltBundle::symbolicName,
                        bundle -> bundle.packages("Import-Package").keySet()));
        Set<String> settled = new HashSet<>();
        boolean more = true;
        while (more) {
            List<String> next = needs.keySet().stream()
                    .filter(name -> !settled.contains(name))
                    .filter(name -> needs.get(name).stream()
                            .allMatch(need -> settled.contains(need) || !needs.containsKey(need)))
                    .toList();
            more = settled.addAll(next);
        }

        assertThat(settled, is(needs.keySet()));
    }

    private static boolean isSubject(BuiltBundle bundle) {
        return bundle.symbolicName().startsWith(BuiltBundle.API);
    }

    /** The rule on what the protocol may not touch rests on this habit of bnd. */
    @Test
    public void manifestsListThePackagesOfTheJavaPlatform() {
        BuiltBundle api = BuiltBundle.all().stream()
                .filter(bundle -> bundle.symbolicName().equals("wherry.api.annex"))
                .findFirst()
                .orElseThrow();

        assertThat(api.packages("Import-Package").keySet(), hasItem("java.util"));
        assertThat(api.header("Bundle-License").orElse(""), startsWith("Apache-2.0"));
    }
}
