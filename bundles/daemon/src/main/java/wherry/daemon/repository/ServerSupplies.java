package wherry.daemon.repository;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import wherry.api.metric.Metric;
import wherry.api.metric.MetricSource;
import wherry.api.node.ConnectionThreads;
import wherry.daemon.DaemonConfiguration;
import wherry.daemon.admission.AdmissionResources;
import wherry.daemon.admission.RightsReviews;
import wherry.daemon.admission.UnauthenticatedLinks;
import wherry.daemon.admission.WrongTokenDelay;
import wherry.daemon.flow.Buffers;
import wherry.daemon.flow.ContentCounters;
import wherry.daemon.git.GitProgram;
import wherry.daemon.git.GitServices;
import wherry.daemon.limit.Shares;
import wherry.daemon.notify.RefWatcher;
import wherry.daemon.serve.ConnectionLimits;
import wherry.daemon.serve.Pacing;
import wherry.daemon.serve.ServerResources;
import wherry.shared.time.Deadlines;

/** What connections that this bundle serves share, as it is configured now. For the components of this bundle; thread-safe. */
@Component(
        service = {ServerSupplies.class, MetricSource.class},
        configurationPid = DaemonConfiguration.PID)
@Designate(ocd = DaemonConfiguration.class)
public final class ServerSupplies implements Supplier<ServerResources>, MetricSource {
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int REVIEWS_AT_ONCE = 4;
    private static final int LINE_BYTES = 8 * 1024;
    private static final int LINE_BUFFERS_KEPT = 1024;
    private static final int CONTENT_BUFFERS_KEPT = 64;

    private final ConnectionThreads threads;
    private final Deadlines deadlines = new Deadlines();
    private final RightsReviews reviews = new RightsReviews(new Deadlines("wherry-reviews", REVIEWS_AT_ONCE));
    private final WrongTokenDelay wrongTokens = new WrongTokenDelay(InstantSource.system(), 1);
    private final Buffers lines = new Buffers(LINE_BYTES, LINE_BUFFERS_KEPT);
    private final Buffers content = new Buffers(ServerResources.CONTENT_BYTES, CONTENT_BUFFERS_KEPT);
    private final GitServices git;
    private final RefWatcher refs;
    private final ContentCounters counters = new ContentCounters();
    private final Shares shares = new Shares(Map.of(), System::nanoTime);
    private volatile ServerResources resources;

    /**
     * Nothing is in use yet.
     *
     * @param configuration deadlines and limits
     * @param threads for what must go on beside the thread of a link
     */
    @Activate
    public ServerSupplies(
            DaemonConfiguration configuration,
            @Reference(target = "(wherry.threads=peers)") ConnectionThreads threads) {
        this(configuration, threads, GitProgram.ofThisProcess());
    }

    public ServerSupplies(DaemonConfiguration configuration, ConnectionThreads threads, GitProgram program) {
        this.threads = threads;
        this.git = new GitServices(threads, deadlines, program);
        this.refs = new RefWatcher(threads);
        this.resources = resources(configuration);
    }

    private ServerResources resources(DaemonConfiguration configuration) {
        shares.limit(ConnectionLimits.of(configuration));
        wrongTokens.limit(configuration.auth_guesses());
        UnauthenticatedLinks unauthenticated = new UnauthenticatedLinks(
                deadlines, configuration.auth_places(), Duration.ofSeconds(configuration.auth_deadline()));
        return new ServerResources(
                threads,
                deadlines,
                lines,
                content,
                new AdmissionResources(unauthenticated, wrongTokens, shares, reviews),
                git,
                refs,
                counters,
                Pacing.of(configuration),
                FAREWELL);
    }

    @Modified
    void reconfigure(DaemonConfiguration configuration) {
        resources = resources(configuration);
    }

    /**
     * What peers hold now.
     *
     * @return the same through all changes of configuration
     */
    public Shares shares() {
        return shares;
    }

    /**
     * For the next connection.
     *
     * @return the same until the configuration changes
     */
    @Override
    public ServerResources get() {
        return resources;
    }

    @Override
    public List<Metric> metrics() {
        return counters.metrics("server");
    }
}
