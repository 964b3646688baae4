package wherry.conformance;

import wherry.kit.programs.Outcome;
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

    /** Runs a command of wherry in a repository with something on its standard input, however it ends. */
    Outcome answer(ThrowawayRepository repository, String input, String... arguments) {
        return home.answer(repository.folder(), input, arguments);
    }
}
