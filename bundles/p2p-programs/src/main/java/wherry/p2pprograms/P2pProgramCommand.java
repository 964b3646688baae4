package wherry.p2pprograms;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.link.Links;
import wherry.api.node.ConnectionThreads;
import wherry.api.node.Home;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.store.Repositories;

/** {@code git-annex-p2p-NET}; NET comes as the first argument. */
@Component(
        property = {Command.NAME + "=git-annex-p2p", Command.HIDDEN + ":Boolean=true"},
        configurationPid = "wherry.p2pprograms")
@Designate(ocd = P2pProgramsConfiguration.class)
public final class P2pProgramCommand implements Command {
    private final P2pNode node;

    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    @SuppressWarnings("UnusedVariable") // read as that of the node
    private final NewestService<Repositories> repositories;

    /**
     * Starts without a store.
     *
     * @param context tells the node's folders
     * @param configuration of this component
     * @param links are dialled and exposed
     * @param threads for links from peers
     * @param leases on the bundles that calls use
     */
    @Activate
    public P2pProgramCommand(
            BundleContext context,
            P2pProgramsConfiguration configuration,
            @Reference Links links,
            @Reference ConnectionThreads threads,
            @Reference Leases leases) {
        this(new P2pNode(
                links,
                new NewestService<>(leases),
                threads,
                Home.of(context).sockets(),
                Duration.ofSeconds(configuration.dial_timeout()),
                purpose -> leases.take(context.getBundle().getBundleId(), purpose)));
    }

    P2pProgramCommand(P2pNode node) {
        this.node = node;
        this.repositories = node.repositories();
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new P2pProgramCall(call, node);
    }
}
