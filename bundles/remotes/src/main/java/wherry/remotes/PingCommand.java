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

/** {@code wherry ping}. */
@Component(property = Command.NAME + "=ping")
public final class PingCommand implements Command {
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
     * @param links tell the path
     * @param leases on the bundles that calls use
     */
    @Activate
    public PingCommand(@Reference Links links, @Reference Leases leases) {
        this(links, new NewestService<>(leases), new NewestService<>(leases));
    }

    PingCommand(Links links, NewestService<Repositories> stores, NewestService<Remotes> remotes) {
        this.links = links;
        this.stores = stores;
        this.remotes = remotes;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new PingCall(call, stores, remotes, new DialledPath(links));
    }
}
