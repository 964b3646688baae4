package wherry.p2pprograms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

public class EntryProgramsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<FrameworkListener> listeners = new ArrayList<>();
    private int state = Bundle.ACTIVE;
    private Path entry;
    private Path programs;
    private EntryPrograms component;

    @Before
    public void prepare() throws IOException {
        Path bin = folder.newFolder("dist", "bin").toPath();
        entry = Files.createFile(bin.resolve("wherry"));
        Files.createFile(bin.resolve("git-annex-p2p-tcpip"));
        programs = folder.getRoot().toPath().resolve("programs");
        component = new EntryPrograms(context());
    }

    @Test
    public void aNetworkThatIsNotInTheDistributionGetsAProgram() throws IOException {
        component.networks(Set.of("tcpip", "unix"));
        assertThat(names(), contains("git-annex-p2p-unix"));
        assertThat(Files.readSymbolicLink(programs.resolve("git-annex-p2p-unix")), is(entry));
    }

    @Test
    public void withoutSuchANetworkNotEvenTheFolderIsMade() throws IOException {
        component.networks(Set.of("tcpip"));
        assertThat(Files.exists(programs), is(false));
    }

    @Test
    public void theProgramGoesWithTheNetwork() throws IOException {
        component.networks(Set.of("tcpip", "unix", "tor"));
        component.networks(Set.of("tcpip", "tor"));
        assertThat(names(), contains("git-annex-p2p-tor"));
    }

    @Test
    public void programsStayWhileTheNodeStops() throws IOException {
        component.networks(Set.of("unix"));
        state = Bundle.STOPPING;
        component.networks(Set.of());
        assertThat(names(), contains("git-annex-p2p-unix"));
    }

    @Test
    public void programsOfANetworkThatWasRemovedMeanwhileGoOnceAllHaveStarted() throws IOException {
        Files.createDirectory(programs);
        Files.createSymbolicLink(programs.resolve("git-annex-p2p-unix"), entry);
        Files.createSymbolicLink(programs.resolve("git-annex-p2p-tor"), entry);
        state = Bundle.STARTING;
        component.networks(Set.of());
        assertThat(names(), contains("git-annex-p2p-tor", "git-annex-p2p-unix"));
        component.networks(Set.of("unix"));
        state = Bundle.ACTIVE;
        listeners.forEach(l -> l.frameworkEvent(new FrameworkEvent(FrameworkEvent.STARTED, bundle(), null)));
        assertThat(names(), contains("git-annex-p2p-unix"));
    }

    @Test
    public void aProgramOfADistributionThatHasMovedIsMadeAnew() throws IOException {
        Files.createDirectory(programs);
        Files.createSymbolicLink(programs.resolve("git-annex-p2p-unix"), Path.of("/elsewhere/bin/wherry"));
        component.networks(Set.of("unix"));
        assertThat(Files.readSymbolicLink(programs.resolve("git-annex-p2p-unix")), is(entry));
    }

    @Test
    public void whatTheUserPutThereStays() throws IOException {
        Files.createDirectory(programs);
        Files.writeString(programs.resolve("git-annex-p2p-unix"), "#!/bin/sh\n");
        Files.createSymbolicLink(programs.resolve("git-annex-p2p-tor"), Path.of("/usr/bin/my-tor"));
        component.networks(Set.of("unix"));
        component.networks(Set.of());
        assertThat(Files.readString(programs.resolve("git-annex-p2p-unix")), is("#!/bin/sh\n"));
        assertThat(names(), contains("git-annex-p2p-tor", "git-annex-p2p-unix"));
    }

    @Test
    public void nothingIsHeardAfterTheComponentHasGone() {
        component.deactivate();
        assertThat(listeners, is(empty()));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(programs)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getProperty" -> property((String) arguments[0]);
                        case "getBundle" -> bundle();
                        case "addFrameworkListener" -> {
                            listeners.add((FrameworkListener) arguments[0]);
                            yield null;
                        }
                        case "removeFrameworkListener" -> {
                            listeners.remove(arguments[0]);
                            yield null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private String property(String name) {
        return switch (name) {
            case "wherry.distribution" ->
                folder.getRoot().toPath().resolve("dist").toString();
            case "wherry.programs" -> programs.toString();
            default -> "/nowhere";
        };
    }

    private Bundle bundle() {
        return (Bundle) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Bundle.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getState")) {
                        return state;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
