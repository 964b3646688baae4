package wherry.conformance;

import static org.junit.Assume.assumeTrue;

import java.util.Optional;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** A node of the built distribution; after the tests it is stopped and may leave no process behind. */
final class ServingNode extends Serving {
    private final String netname;
    private Workplace workplace;
    private WherryHome home;

    ServingNode(String netname) {
        this.netname = netname;
    }

    @Override
    protected void before() {
        Optional<String> missing = WherryHome.whyMissing();
        assumeTrue(missing.orElse(""), missing.isEmpty());
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "w");
        try {
            home.start();
            if (netname.equals("unix")) {
                home.wherry(
                        "install",
                        WherryHome.distribution()
                                .resolve("optional/transport-unix.jar")
                                .toString());
            }
        } catch (AssertionError e) {
            workplace.close();
            throw e;
        }
    }

    @Override
    protected void after() {
        try {
            home.stop();
        } finally {
            workplace.close();
        }
    }

    @Override
    Workplace workplace() {
        return workplace;
    }

    @Override
    Surroundings surroundings() {
        return home.surroundings();
    }

    @Override
    String serve(ThrowawayRepository repository) {
        return home.serve(repository, netname);
    }

    @Override
    String address(ThrowawayRepository repository) {
        return home.address(repository, netname);
    }
}
