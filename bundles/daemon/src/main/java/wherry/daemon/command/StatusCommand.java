package wherry.daemon.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import wherry.api.annex.StoreException;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.link.Links;
import wherry.api.metric.MetricSource;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.Problem;
import wherry.api.node.ProblemSource;
import wherry.api.node.Used;
import wherry.api.serving.ServedRepositories;
import wherry.api.serving.ServedRepository;
import wherry.daemon.limit.Shares;
import wherry.daemon.repository.ServerSupplies;

/** {@code wherry status}. */
@Component(property = Command.NAME + "=status")
public final class StatusCommand implements Command {
    private final String version;
    private final Links links;
    private final Shares shares;

    @Reference(
            service = ServedRepositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<ServedRepositories> served;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<ProblemSource> sources = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<MetricSource> counting = List.of();

    /**
     * Starts without the service that may be rolled over.
     *
     * @param context of this bundle, whose version is shown
     * @param links are counted
     * @param supplies tell what peers hold
     * @param leases on the bundles that calls use
     */
    @Activate
    public StatusCommand(
            BundleContext context,
            @Reference Links links,
            @Reference ServerSupplies supplies,
            @Reference Leases leases) {
        this(context.getBundle().getVersion().toString(), links, supplies.shares(), new NewestService<>(leases));
    }

    StatusCommand(String version, Links links, Shares shares, NewestService<ServedRepositories> served) {
        this.version = version;
        this.links = links;
        this.shares = shares;
        this.served = served;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new StatusCall(call, version, links, shares, served, MetricTotals.of(counting), problems());
    }

    private List<String> problems() {
        return sources.stream()
                .flatMap(source -> source.problems().stream())
                .map(Problem::line)
                .distinct()
                .toList();
    }

    /** One call. */
    @CommandLine.Command(
            name = "status",
            description = "Say how the node is: process, uptime, version, networks, links, repositories.")
    static final class StatusCall implements Callable<Integer> {
        private final Invocation call;
        private final String version;
        private final Links links;
        private final Shares shares;
        private final NewestService<ServedRepositories> served;

        private final MetricTotals metrics;
        private final List<String> problems;

        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        StatusCall(
                Invocation call,
                String version,
                Links links,
                Shares shares,
                NewestService<ServedRepositories> served,
                MetricTotals metrics,
                List<String> problems) {
            this.call = call;
            this.version = version;
            this.links = links;
            this.shares = shares;
            this.served = served;
            this.metrics = metrics;
            this.problems = problems;
        }

        @Override
        public Integer call() throws IOException {
            List<ServedRepository> repositories;
            try (Used<ServedRepositories> list = served.use("status")
                    .orElseThrow(() -> new StoreException("nothing is running that serves repositories"))) {
                repositories = list.service().list();
            }
            if (json) {
                printJson(repositories);
            } else {
                printLines(repositories);
            }
            return 0;
        }

        private static Duration uptime() {
            return ProcessHandle.current()
                    .info()
                    .startInstant()
                    .map(start -> Duration.between(start, Instant.now()))
                    .orElse(Duration.ZERO);
        }

        private void printJson(List<ServedRepository> repositories) {
            call.display()
                    .json(new JsonLine()
                            .with("pid", ProcessHandle.current().pid())
                            .with("uptime-seconds", uptime().toSeconds())
                            .with("version", version)
                            .with("networks", links.netnames())
                            .with("links", links.open().size())
                            .with("peers", new PeerShares(shares).fields())
                            .with("metrics", metrics.fields())
                            .with("problems", problems)
                            .with(
                                    "repositories",
                                    repositories.stream()
                                            .map(served -> ServedLine.of(served).fields())
                                            .toList()));
        }

        private void printLines(List<ServedRepository> repositories) {
            call.out()
                    .println("node: process " + ProcessHandle.current().pid() + ", up " + readable(uptime())
                            + ", version " + version);
            call.out().println("networks: " + String.join(" ", links.netnames()));
            call.out().println("links: " + links.open().size());
            call.out().println("peers: " + new PeerShares(shares).line());
            call.out().println("contents: " + metrics.line());
            for (ServedRepository repository : repositories) {
                call.out().println("repository: " + ReposCommand.ReposCall.line(repository));
                repository.problems().forEach(problem -> call.err().println(repository.folder() + ": " + problem));
            }
            problems.forEach(call.err()::println);
        }

        private static String readable(Duration time) {
            if (time.toDays() > 0) {
                return time.toDays() + " d " + time.toHoursPart() + " h";
            }
            return time.toHours() > 0
                    ? time.toHours() + " h " + time.toMinutesPart() + " min"
                    : time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
    }
}
