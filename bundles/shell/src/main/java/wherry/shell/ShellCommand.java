package wherry.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Commands;
import wherry.api.command.Invocation;

/** {@code wherry shell}. */
@Component(property = Command.NAME + "=shell")
public final class ShellCommand implements Command {
    private final GogoShell shell;

    /**
     * Called by Declarative Services.
     *
     * @param context where Wherry's folders are
     * @param processor Gogo
     * @param commands those of the node
     */
    @Activate
    public ShellCommand(BundleContext context, @Reference CommandProcessor processor, @Reference Commands commands) {
        this.shell = new GogoShell(processor, context, commands);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Call(shell, call);
    }

    @CommandLine.Command(
            name = "shell",
            description = {
                "Administer the node with the Gogo shell of Apache Felix.",
                "Without COMMAND, opens it in the terminal, with history and completion; with COMMAND, or with commands on"
                        + " standard input, runs these. Wherry's commands are in the scope 'wherry', the framework's in"
                        + " 'felix', for instance: wherry shell felix:lb",
                "help lists all of them; exit, quit, logout or ctrl-D leave."
            })
    static final class Call implements Callable<Integer> {
        private final GogoShell shell;
        private final Invocation call;

        @CommandLine.Parameters(arity = "0..*", paramLabel = "COMMAND", description = "A command of Gogo, in words.")
        private List<String> words = new ArrayList<>();

        Call(GogoShell shell, Invocation call) {
            this.shell = shell;
            this.call = call;
        }

        @Override
        public Integer call() throws Exception {
            if (!words.isEmpty()) {
                return shell.execute(String.join(" ", words), call);
            }
            return shell.interact(call);
        }
    }
}
