package wherry.control;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.node.Home;

/**
 * {@code wherry demo}: a script of the distribution, on nodes of its own. The entry point runs it itself and asks no node; this
 * one is for those who come another way, and so that the demo stands in lists, help and completion.
 */
@Component(property = Command.NAME + "=demo")
public final class DemoCommand implements Command {
    private final Home home;

    /**
     * Called by Declarative Services.
     *
     * @param context where Wherry's folders are
     */
    @Activate
    public DemoCommand(BundleContext context) {
        this.home = Home.of(context);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Demo(call, home.distribution().resolve("share/demo/demo").toString());
    }

    @CommandLine.Command(
            name = "demo",
            description = {
                "Show all of it on throwaway folders and two nodes of its own.",
                "Serves a repository on one node, reaches it from the other as from another machine, and shows with checksums"
                        + " that git and annexed content go both ways; then installs a second network while a large"
                        + " transfer runs, and does it all again over that. Nothing of yours is touched, and nothing is"
                        + " left behind."
            })
    static final class Demo implements Callable<Integer> {
        private final Invocation call;
        private final String script;

        @CommandLine.Option(names = "--keep", description = "Leave the folders for a look, and say where they are.")
        private boolean keep;

        Demo(Invocation call, String script) {
            this.call = call;
            this.script = script;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            List<String> program = new ArrayList<>(List.of("sh", script));
            if (keep) {
                program.add("--keep");
            }
            return call.run(program);
        }
    }
}
