package wherry.control;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;

/** {@code wherry restart}, as far as the node that is to go has to do with it: the entry point stops it and starts another. */
@Component(property = Command.NAME + "=restart")
public final class RestartCommand implements Command {
    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Restart(call);
    }

    @CommandLine.Command(
            name = "restart",
            description = {
                "Stop the node if one runs, and start it anew.",
                "The new one is of the version that this command is of."
            })
    static final class Restart implements Callable<Integer> {
        private final Invocation call;

        Restart(Invocation call) {
            this.call = call;
        }

        @Override
        public Integer call() {
            call.err().println("wherry restart: this works from the user's shell only");
            return ExitCode.FAILURE;
        }
    }
}
