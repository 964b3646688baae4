package wherry.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Running;
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

    /** Runs a command of wherry in a folder with something on its standard input, however it ends. */
    Outcome answer(Path folder, String input, String... arguments) {
        return home.answer(folder, input, arguments);
    }

    /** Runs a command of wherry in a repository, however it ends. */
    Outcome command(ThrowawayRepository repository, String command, String... arguments) {
        return home.wherryIn(
                repository.folder(),
                Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Sends a signal to a program. */
    void signal(String name, Running program) {
        workplace
                .surroundings()
                .run(workplace.path("home"), "kill", "-" + name, Long.toString(program.pid()))
                .ok();
    }

    /** What the node has logged. */
    String log() {
        return home.log();
    }

    /** A file of a repository. */
    String read(ThrowawayRepository repository, String file) {
        try {
            return Files.readString(repository.folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file of a repository. */
    void write(ThrowawayRepository repository, String file, String text) {
        try {
            Files.writeString(repository.folder().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command of wherry in a folder, however it ends. */
    Outcome wherryIn(Path folder, String... arguments) {
        return home.wherryIn(folder, arguments);
    }

    /** The program {@code wherry}, for other environments. */
    String program() {
        return WherryHome.distribution().resolve("bin/wherry").toString();
    }
}
