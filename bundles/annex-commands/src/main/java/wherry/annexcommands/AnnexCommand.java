package wherry.annexcommands;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.node.ConnectionThreads;
import wherry.api.node.Home;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.remote.Remotes;
import wherry.api.store.Repositories;
import wherry.api.tree.WorkTrees;
import wherry.api.wanted.PreferredContent;

/** {@code wherry annex}. */
@Component(property = Command.NAME + "=annex")
public final class AnnexCommand implements Command {
    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> repositories;

    @Reference(
            service = WorkTrees.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<WorkTrees> trees;

    @Reference(
            service = Remotes.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Remotes> remotes;

    @Reference(
            service = PreferredContent.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<PreferredContent> expressions;

    private final ConnectionThreads threads;
    private final Path programs;

    /**
     * Starts without the services that may be rolled over.
     *
     * @param context tells where git finds its helper
     * @param leases on the bundles that calls use
     * @param threads for calls that work on several keys at once
     */
    @Activate
    public AnnexCommand(BundleContext context, @Reference Leases leases, @Reference ConnectionThreads threads) {
        this.programs = Home.of(context).distribution().resolve("bin");
        this.threads = threads;
        repositories = new NewestService<>(leases);
        trees = new NewestService<>(leases);
        remotes = new NewestService<>(leases);
        expressions = new NewestService<>(leases);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new AnnexCall(
                call, new RepositoryCall(call, repositories, trees, remotes, expressions), threads, programs);
    }
}
