package wherry.daemon.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.link.Links;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.ServedRepositories;
import wherry.api.store.Repositories;

/** {@code wherry serve}. */
@Component(property = Command.NAME + "=serve")
public final class ServeCommand implements Command {
    private final Links links;
    private final NewestService<Repositories> stores;
    private final NewestService<ServedRepositories> served;

    /**
     * Starts without the services that may be rolled over.
     *
     * @param links tell addresses
     * @param leases on the bundles that calls use
     */
    @Activate
    public ServeCommand(@Reference Links links, @Reference Leases leases) {
        this.links = links;
        this.stores = new NewestService<>(leases);
        this.served = new NewestService<>(leases);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void addStore(Repositories store, Map<String, ?> properties) {
        stores.add(store, properties);
    }

    void removeStore(Repositories store) {
        stores.remove(store);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void addServed(ServedRepositories list, Map<String, ?> properties) {
        served.add(list, properties);
    }

    void removeServed(ServedRepositories list) {
        served.remove(list);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new ServeCall(call, links, stores, served);
    }
}
