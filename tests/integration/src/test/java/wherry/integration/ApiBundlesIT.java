package wherry.integration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The contracts need nothing but the framework. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public final class ApiBundlesIT {
    @Inject
    private BundleContext context;

    @Configuration
    public Option[] container() {
        return new Option[] {Container.services(), Container.contracts()};
    }

    @Test
    public void contractsAreActive() {
        for (BuiltBundle bundle : BuiltBundle.all()) {
            if (bundle.symbolicName().startsWith(BuiltBundle.API)) {
                assertThat(bundle.symbolicName(), state(bundle.symbolicName()), is(Bundle.ACTIVE));
            }
        }
        assertThat(state("wherry.transport.api"), is(Bundle.ACTIVE));
    }

    @Test
    public void declarativeServicesAreActive() {
        assertThat(state("org.apache.felix.scr"), is(Bundle.ACTIVE));
    }

    private int state(String symbolicName) {
        return Stream.of(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow()
                .getState();
    }
}
