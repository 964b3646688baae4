package wherry.integration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;
import wherry.api.command.Commands;
import wherry.api.serving.ServedRepositories;
import wherry.kit.ScriptedInvocation;

/** A store that was replaced goes with all its classes, though JGit keeps what is given to it in static fields. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public final class StoreSwapIT {
    private static final String STORE = "wherry.store";

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Inject
    private BundleContext context;

    @Inject
    private Commands commands;

    @Inject
    private ServedRepositories served;

    @Configuration
    public Option[] container() throws IOException {
        return new Option[] {Container.nodeInANewHome()};
    }

    @Test
    public void noClassLoaderOfAReplacedStoreStays() throws Exception {
        Path work = folder.getRoot().toPath();
        Path repository = ThrowawayAnnex.make(work);
        run("serve", repository.toString());
        Bundle first = stores().get(0);
        WeakReference<ClassLoader> loader =
                new WeakReference<>(first.adapt(BundleWiring.class).getClassLoader());

        Path later = AlteredJar.write(
                Container.jarOf(STORE), work.resolve("later.jar"), Constants.BUNDLE_VERSION, version -> "8.0.0");
        run("install", later.toString());
        served.unserve(repository);
        ThrowawayAnnex.await("the replaced store goes", () -> first.getState() == Bundle.UNINSTALLED);
        run("serve", repository.toString());
        assertThat(
                served.list().stream().flatMap(each -> each.problems().stream()).toList(), is(empty()));

        ThrowawayAnnex.await("its classes go", () -> {
            System.gc();
            return loader.get() == null;
        });
        served.unserve(repository);
    }

    private String run(String command, String... arguments) {
        ScriptedInvocation call = new ScriptedInvocation(Path.of("/"), "");
        assertThat(call.messages(), commands.run(command, List.of(arguments), call), is(0));
        return call.output();
    }

    private List<Bundle> stores() {
        return Stream.of(context.getBundles())
                .filter(bundle -> STORE.equals(bundle.getSymbolicName()))
                .toList();
    }
}
