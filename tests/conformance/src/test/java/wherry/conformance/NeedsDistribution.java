package wherry.conformance;

import org.junit.rules.ExternalResource;
import wherry.kit.programs.WherryHome;

/** Fails the tests of a class where the distribution is missing: the build makes it before these tests, so nothing excuses that. */
final class NeedsDistribution extends ExternalResource {
    @Override
    protected void before() {
        WherryHome.whyMissing().ifPresent(why -> {
            throw new AssertionError(why + "; mvn -pl runtime -am package");
        });
    }
}
