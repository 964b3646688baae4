package wherry.integration;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.workingDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** What every test in a container installs. */
final class Container {
    private static final Path OTHERS = Path.of(System.getProperty("wherry.test.container"));

    private Container() {}

    /** Declarative Services, and the matchers and logging API of the tests' own class path. */
    static Option services() {
        return composite(
                // JUnit runs the tests inside, so that their rules and their before and after hold.
                systemProperty("pax.exam.invoker").value("junit"),
                bundle("link:classpath:META-INF/links/org.ops4j.pax.exam.invoker.junit.link"),
                workingDirectory(OTHERS.resolveSibling("exam").toString()),
                systemPackages(
                        "org.junit;version=4.13.2",
                        "org.junit.rules;version=4.13.2",
                        "org.junit.runner;version=4.13.2",
                        "org.junit.runner.manipulation;version=4.13.2",
                        "org.junit.runner.notification;version=4.13.2",
                        "org.junit.runners;version=4.13.2",
                        "org.junit.runners.model;version=4.13.2",
                        "org.junit.function;version=4.13.2",
                        "org.junit.internal;version=4.13.2",
                        "org.junit.internal.requests;version=4.13.2",
                        "org.junit.internal.runners;version=4.13.2",
                        "org.junit.internal.runners.model;version=4.13.2",
                        "org.junit.internal.runners.statements;version=4.13.2",
                        "org.hamcrest;version=3.0",
                        "org.slf4j;version=2.0.20",
                        "org.slf4j.event;version=2.0.20",
                        "org.slf4j.helpers;version=2.0.20",
                        "org.slf4j.spi;version=2.0.20"),
                others(
                        "org.osgi.util.function",
                        "org.osgi.util.promise",
                        "org.osgi.service.component",
                        "org.apache.felix.configadmin",
                        "org.apache.felix.scr"));
    }

    /** What bundles with commands need. */
    static Option commands() {
        return others("picocli", "gson");
    }

    /** What the store needs: git repositories, and hash functions that Java lacks. */
    static Option storage() {
        return others("org.eclipse.jgit", "JavaEWAH", "commons-codec", "bcprov-jdk18on");
    }

    /**
     * A whole node with the network tcpip, as the launcher starts it, apart from the shell.
     *
     * @param home takes the node's folders; bundles of the distribution lie in its folder {@code distribution}
     */
    static Option node(Path home) {
        return composite(
                services(),
                commands(),
                storage(),
                others("wherry-tests-kit"),
                frameworkProperty("org.osgi.framework.bsnversion").value("multiple"),
                folder(home, "distribution"),
                folder(home, "state"),
                folder(home, "configuration"),
                folder(home, "bundles"),
                folder(home, "programs"),
                folder(home, "sockets"),
                contracts(),
                ours(
                        "wherry.filelocks",
                        "wherry.store",
                        "wherry.protocol",
                        "wherry.links",
                        "wherry.daemon",
                        "wherry.control",
                        "wherry.installer",
                        "wherry.remotes",
                        "wherry.pairing",
                        "wherry.transport.tcpip"));
    }

    /** A node whose folders are there and empty. */
    static Option nodeInANewHome() throws IOException {
        Path home = Files.createTempDirectory("wherry-it");
        for (String name :
                List.of("distribution/bundles", "state", "configuration", "bundles", "programs", "sockets")) {
            Files.createDirectories(home.resolve(name));
        }
        return node(home);
    }

    private static Option folder(Path home, String name) {
        return frameworkProperty("wherry." + name).value(home.resolve(name).toString());
    }

    /** Where the jar of one of this project's bundles lies. */
    static Path jarOf(String symbolicName) {
        return BuiltBundle.all().stream()
                .filter(bundle -> bundle.symbolicName().equals(symbolicName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bundle " + symbolicName + " was built"))
                .jar();
    }

    /** All subjects of the api in one jar, which is no bundle. */
    static Path toCompileWith() {
        return Path.of(System.getProperty("wherry.test.bundles")).resolve(BuiltBundle.NO_BUNDLE);
    }

    /** All subjects of the api, and the contract of networks. */
    static Option contracts() {
        return ours(BuiltBundle.all().stream()
                .map(BuiltBundle::symbolicName)
                .filter(name -> name.startsWith(BuiltBundle.API)
                        || name.equals("wherry.transport.api")
                        || name.equals("wherry.transport.program"))
                .toArray(String[]::new));
    }

    /** Bundles of this project, by their symbolic names. */
    static Option ours(String... symbolicNames) {
        return bundles(Stream.of(symbolicNames).map(Container::jarOf));
    }

    private static Option others(String... names) {
        return bundles(Stream.of(names).map(name -> OTHERS.resolve(name + ".jar")));
    }

    private static Option bundles(Stream<Path> jars) {
        return composite(jars.map(jar -> bundle(jar.toUri().toString())).toArray(Option[]::new));
    }
}
