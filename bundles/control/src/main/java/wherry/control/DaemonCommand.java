package wherry.control;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;

/**
 * {@code wherry daemon}, as far as a node that runs has to do with it. Where none runs, the entry point starts one and no node
 * is asked.
 */
@Component(property = Command.NAME + "=daemon")
public final class DaemonCommand implements Command {
    /** As the launcher exits when another node holds the lock. */
    private static final int ALREADY_RUNS = 3;

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Daemon(call);
    }

    @CommandLine.Command(
            name = "daemon",
            description = {
                "Start the node.",
                "Other commands start it when they need it. Exit code 3 if one runs already."
            })
    static final class Daemon implements Callable<Integer> {
        private final Invocation call;

        @CommandLine.Option(
                names = "--foreground",
                description = "Stay until SIGTERM or 'wherry stop', and log to standard error as well.")
        private boolean foreground;

        Daemon(Invocation call) {
            this.call = call;
        }

        @Override
        public Integer call() {
            call.err()
                    .println("wherry: a node runs already (process "
                            + ProcessHandle.current().pid() + ")"
                            + (foreground ? "; stop it first with: wherry stop" : ""));
            return ALREADY_RUNS;
        }
    }
}
