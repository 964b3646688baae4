package wherry.control;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import wherry.api.command.CommandSummary;
import wherry.api.command.Commands;
import wherry.api.command.Display;
import wherry.api.command.Invocation;
import wherry.kit.CountedLeases;

/** A control socket whose commands are the test's. */
final class RunningControl implements AutoCloseable {
    static final long OWN_BUNDLE = 7;
    static final String VERSION = "1.2.3";

    final CountedLeases leases = new CountedLeases();
    final TestThreads threads = new TestThreads();
    private final Map<String, Body> bodies = new ConcurrentHashMap<>();
    private final ControlServer server;
    private final Path socket;

    /** What a command does. */
    @FunctionalInterface
    interface Body {
        int run(List<String> arguments, Invocation call) throws Exception;
    }

    RunningControl(Path folder) throws IOException {
        this.socket = folder.resolve(ControlServer.SOCKET);
        this.server = new ControlServer(
                socket,
                threads,
                new Calls(
                        threads,
                        purpose -> leases.take(OWN_BUNDLE, purpose),
                        () -> true,
                        new Bodies(),
                        new NodeVersion(VERSION)),
                () -> {});
    }

    RunningControl with(String name, Body body) {
        bodies.put(name, body);
        return this;
    }

    Path socket() {
        return socket;
    }

    void stopListening() throws IOException {
        server.deactivate();
    }

    @Override
    public void close() throws IOException {
        stopListening();
        threads.close();
    }

    private final class Bodies implements Commands {
        @Override
        public List<CommandSummary> list() {
            return List.of();
        }

        @Override
        public int run(String name, List<String> arguments, Invocation call) {
            Body body = bodies.get(name);
            if (body == null) {
                call.err().println("no command " + name);
                return ExitCode.USAGE;
            }
            try {
                return body.run(arguments, call);
            } catch (InterruptedException e) {
                return ExitCode.INTERRUPTED;
            } catch (Exception e) {
                call.err().println(e);
                return ExitCode.FAILURE;
            }
        }

        @Override
        public Display display(PrintStream out, PrintStream err, boolean terminal) {
            return new CallerDisplay(out, Optional.empty());
        }
    }
}
