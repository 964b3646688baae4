package wherry.daemon.command;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.serving.ServedRepositories;
import wherry.api.store.Repositories;

/** {@code wherry serve}. */
@Component(property = Command.NAME + "=serve")
public final class ServeCommand implements Command {
    private final Links links;

    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> stores;

    @Reference(
            service = ServedRepositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<ServedRepositories> served;

    /**
     * Starts without the services that may be rolled over.
     *
     * @param links tell addresses
     * @param leases on the bundles that calls use
     */
    @Activate
    public ServeCommand(@Reference Links links, @Reference Leases leases) {
        this(links, new NewestService<>(leases), new NewestService<>(leases));
    }

    ServeCommand(Links links, NewestService<Repositories> stores, NewestService<ServedRepositories> served) {
        this.links = links;
        this.stores = stores;
        this.served = served;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new ServeCall(call, links, stores, served);
    }
}
