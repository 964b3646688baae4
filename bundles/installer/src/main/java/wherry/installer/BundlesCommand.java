package wherry.installer;

import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.node.Problem;
import wherry.api.node.ProblemSource;

/** {@code wherry bundles}. */
@Component(property = Command.NAME + "=bundles")
public final class BundlesCommand implements Command {
    private final BundleInstaller installer;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<ProblemSource> sources = List.of();

    @Activate
    public BundlesCommand(@Reference BundleInstaller installer) {
        this.installer = installer;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Call(installer, sources, call);
    }

    @CommandLine.Command(
            name = "bundles",
            description = "List the bundles of the node: number, state, version, name, and what is wrong with them.")
    static final class Call implements Callable<Integer> {
        private final BundleInstaller installer;
        private final List<ProblemSource> sources;
        private final Invocation call;

        @CommandLine.Option(names = "--json", description = "Print one JSON object a line.")
        private boolean json;

        @CommandLine.Option(names = "--all", description = "Include the libraries that Wherry runs on.")
        private boolean all;

        Call(BundleInstaller installer, List<ProblemSource> sources, Invocation call) {
            this.installer = installer;
            this.sources = sources;
            this.call = call;
        }

        @Override
        public Integer call() {
            List<Problem> problems = sources.stream()
                    .flatMap(s -> s.problems().stream())
                    .distinct()
                    .toList();
            for (BundleStatus bundle : installer.list()) {
                List<String> wrong = problems.stream()
                        .filter(problem -> problem.subject().equals(bundle.name()))
                        .map(Problem::sentence)
                        .toList();
                if (all || !bundle.library() || !wrong.isEmpty()) {
                    print(bundle, wrong);
                }
            }
            return 0;
        }

        private void print(BundleStatus bundle, List<String> problems) {
            if (!json) {
                String id = bundle.id() == null ? "-" : bundle.id().toString();
                call.out()
                        .println(String.format(
                                "%3s  %-9s  %-8s  %s", id, bundle.state(), bundle.version(), bundle.name()));
                problems.forEach(problem -> call.out().println("     " + problem));
                return;
            }
            JsonLine line = new JsonLine();
            if (bundle.id() != null) {
                line.with("id", bundle.id());
            }
            call.display()
                    .json(line.with("state", bundle.state())
                            .with("name", bundle.name())
                            .with("version", bundle.version())
                            .with("problems", problems));
        }
    }
}
