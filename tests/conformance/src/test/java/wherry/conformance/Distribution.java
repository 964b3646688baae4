package wherry.conformance;

import java.util.stream.Stream;
import org.junit.rules.ExternalResource;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** A throwaway home of the built distribution; fails the tests where it is not built, since the build makes it before these tests. */
final class Distribution extends ExternalResource {
    private final boolean started;
    private Workplace workplace;
    private WherryHome home;

    private Distribution(boolean started) {
        this.started = started;
    }

    /** With a node that runs. */
    static Distribution running() {
        return new Distribution(true);
    }

    /** Where nothing runs. */
    static Distribution idle() {
        return new Distribution(false);
    }

    @Override
    protected void before() {
        new NeedsDistribution().before();
        workplace = Workplace.open();
        home = WherryHome.in(workplace, "n");
        if (started) {
            home.start();
        }
    }

    @Override
    protected void after() {
        if (workplace != null) {
            home.close();
            workplace.close();
        }
    }

    Workplace workplace() {
        return workplace;
    }

    WherryHome home() {
        return home;
    }

    /** Runs a shell's script in which {@code wherry} is on the path, however it ends. */
    Outcome sh(Surroundings surroundings, String script, String... arguments) {
        return surroundings.run(
                workplace.path("home"),
                Stream.concat(Stream.of("sh", "-c", script, "sh"), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
