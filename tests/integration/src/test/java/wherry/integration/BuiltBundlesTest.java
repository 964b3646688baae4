package wherry.integration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** The rules hold for all bundles only if all bundles are read. */
public final class BuiltBundlesTest {
    /** The one module that makes a plain jar. */
    private static final String NO_BUNDLE = "<module>shared</module>";

    @Test
    public void everyModuleOfBundlesIsRead() throws IOException {
        Path modules = Path.of(System.getProperty("wherry.test.modules"));
        List<String> folders = Files.readAllLines(modules).stream()
                .filter(line -> line.contains("<module>") && !line.contains(NO_BUNDLE))
                .toList();

        assertThat(BuiltBundle.all(), hasSize(folders.size()));
    }

    /** The rule on what the protocol may not touch rests on this habit of bnd. */
    @Test
    public void manifestsListThePackagesOfTheJavaPlatform() {
        BuiltBundle api = BuiltBundle.all().stream()
                .filter(bundle -> bundle.symbolicName().equals("wherry.api"))
                .findFirst()
                .orElseThrow();

        assertThat(api.packages("Import-Package").keySet(), hasItem("java.util"));
        assertThat(api.header("Bundle-License").orElse(""), startsWith("Apache-2.0"));
    }
}
