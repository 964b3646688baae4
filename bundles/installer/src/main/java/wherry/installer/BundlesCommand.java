package wherry.installer;

import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;

/** {@code wherry bundles}. */
@Component(property = Command.NAME + "=bundles")
public final class BundlesCommand implements Command {
    private final BundleInstaller installer;

    @Activate
    public BundlesCommand(@Reference BundleInstaller installer) {
        this.installer = installer;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Call(installer, call);
    }

    @CommandLine.Command(name = "bundles", description = "List the bundles of the node: number, state, version, name.")
    static final class Call implements Callable<Integer> {
        private final BundleInstaller installer;
        private final Invocation call;

        @CommandLine.Option(names = "--json", description = "Print one JSON object a line.")
        private boolean json;

        @CommandLine.Option(names = "--all", description = "Include the libraries that Wherry runs on.")
        private boolean all;

        Call(BundleInstaller installer, Invocation call) {
            this.installer = installer;
            this.call = call;
        }

        @Override
        public Integer call() {
            List<BundleStatus> bundles =
                    installer.list().stream().filter(b -> all || !b.library()).toList();
            for (BundleStatus b : bundles) {
                if (json) {
                    call.display()
                            .json(new JsonLine()
                                    .with("id", b.id())
                                    .with("state", b.state())
                                    .with("name", b.name())
                                    .with("version", b.version()));
                } else {
                    call.out().println(String.format("%3d  %-9s  %-8s  %s", b.id(), b.state(), b.version(), b.name()));
                }
            }
            return 0;
        }
    }
}
