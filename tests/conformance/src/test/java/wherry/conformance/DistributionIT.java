package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Test;
import wherry.kit.programs.Peers;
import wherry.kit.programs.WherryHome;

/** What the resolver chose is what users get. */
public class DistributionIT {
    @ClassRule
    public static final NeedsDistribution DISTRIBUTION = new NeedsDistribution();

    @Test
    public void theNodeIsMadeOfTheBundlesThatTheResolverChose() throws IOException {
        Set<String> chosen = chosen();

        assertThat(chosen, is(not(empty())));
        assertThat(installed(), is(chosen));
    }

    private static Set<String> chosen() throws IOException {
        Properties run = new Properties();
        try (InputStream file = Files.newInputStream(Peers.tree().resolve("runtime/node.bndrun"))) {
            run.load(file);
        }
        Set<String> names = new TreeSet<>();
        for (String bundle : run.getProperty("-runbundles").split(",(?=[\\s]*[a-zA-Z])", -1)) {
            names.add(bundle.strip().split(";", 2)[0]);
        }
        return names;
    }

    private static Set<String> installed() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(WherryHome.distribution().resolve("bundles"))) {
            for (Path jar : files.filter(Files::isRegularFile).toList()) {
                try (JarFile opened = new JarFile(jar.toFile())) {
                    String name = opened.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
                    names.add(name.split(";", 2)[0].strip());
                }
            }
        }
        return names;
    }
}
