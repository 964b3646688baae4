package wherry.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import org.hamcrest.Matcher;
import org.junit.Rule;
import org.junit.Test;
import wherry.kit.programs.Patience;
import wherry.kit.programs.WherryHome;

/** Jars in the bundles folder that cannot work: the user reads of each what is wrong with it, now and after a restart. */
public class FaultyJarsIT {
    private static final Duration SEEN = Duration.ofSeconds(30);

    @Rule
    public final Distribution distribution = Distribution.running();

    @Test
    public void everyFaultyJarIsNamedWithASentenceAndAfterARestartTheSame() throws IOException {
        Path folder = distribution.home().home().resolve("bundles");
        SpoiltJar jar = new SpoiltJar(WherryHome.distribution().resolve("optional/transport-unix.jar"), folder);
        jar.text("text.jar");
        jar.cutShort("cut.jar");
        jar.withHeaders("nameless.jar", headers -> headers.remove(new Attributes.Name("Bundle-SymbolicName")));
        jar.withHeaders("api.jar", headers -> {
            headers.putValue("Bundle-SymbolicName", "faulty.api");
            String imports = headers.getValue("Import-Package");
            headers.putValue("Import-Package", imports.replace("[1.0,2)", "[7.0,8)"));
        });
        jar.withHeaders("import.jar", headers -> {
            headers.putValue("Bundle-SymbolicName", "faulty.imports");
            headers.putValue("Import-Package", headers.getValue("Import-Package") + ",com.example.nowhere");
        });
        jar.withEntries(
                "component.jar",
                "faulty.component",
                (name, content) -> name.endsWith("UnixTransport.class") ? content.replace("()V", "(I)V") : content);
        jar.withEntries(
                "netname.jar",
                "faulty.netname",
                (name, content) ->
                        name.endsWith("UnixTransport.class") ? content.replace("\1\0\4unix", "\1\0\4U IX") : content);

        Matcher<Iterable<? super String>> told = allOf(List.of(
                hasItem(allOf(containsString("faulty"), containsString("text.jar"))),
                hasItem(containsString("is not a jar, or was copied only in part")),
                hasItem(allOf(containsString("faulty"), containsString("cut.jar"))),
                hasItem(containsString("its manifest has no Bundle-SymbolicName")),
                hasItem(containsString(
                        "needs the package wherry.transport.api from 7.0.0 and below 8.0.0, and this node has 1.")),
                hasItem(containsString("needs the package com.example.nowhere, which no bundle of this node offers")),
                hasItem(containsString("its component wherry.transport.unix.UnixTransport failed to start")),
                hasItem(containsString("the name of its network is missing or not made of a-z, 0-9 and -"))));
        Patience.until("all faults are told", SEEN, () -> told.matches(bundles()), this::all);
        List<String> before = withoutNumbers(bundles());
        assertThat(before, not(hasItem(containsString("(&"))));

        distribution.sh(distribution.home().surroundings(), "wherry stop").ok();
        distribution.home().start();

        Patience.until(
                "all faults are told again",
                SEEN,
                () -> withoutNumbers(bundles()).equals(before),
                this::all);
        String status = distribution
                .sh(distribution.home().surroundings(), "wherry status")
                .ok()
                .err();
        for (String name : List.of(
                "text.jar: ", "cut.jar: ", "nameless.jar: ", "faulty.api: ", "faulty.imports: ", "faulty.netname: ")) {
            assertThat(status, containsString(name));
        }
        assertThat(withoutNumbers(bundles()), is(before));
    }

    private String all() {
        return String.join("\n", bundles());
    }

    private List<String> bundles() {
        return distribution
                .sh(distribution.home().surroundings(), "wherry bundles")
                .ok()
                .out()
                .lines()
                .toList();
    }

    /** A restart numbers bundles anew. */
    private static List<String> withoutNumbers(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("^ *(\\d+|-) ", ""))
                .sorted()
                .toList();
    }
}
