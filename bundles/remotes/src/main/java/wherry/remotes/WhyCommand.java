package wherry.remotes;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.remote.Remotes;
import wherry.api.store.Repositories;

/** {@code wherry why}. */
@Component(property = Command.NAME + "=why")
public final class WhyCommand implements Command {
    private final Links links;

    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.UPDATE,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> stores;

    @Reference(
            service = Remotes.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.UPDATE,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Remotes> remotes;

    /**
     * Starts without the services that may be rolled over.
     *
     * @param links tell the networks
     * @param leases on the bundles that calls use
     */
    @Activate
    public WhyCommand(@Reference Links links, @Reference Leases leases) {
        this(links, new NewestService<>(leases), new NewestService<>(leases));
    }

    WhyCommand(Links links, NewestService<Repositories> stores, NewestService<Remotes> remotes) {
        this.links = links;
        this.stores = stores;
        this.remotes = remotes;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new WhyCall(call, stores, remotes, links);
    }
}
