package wherry.pairing;

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
import wherry.api.node.Newest;
import wherry.api.node.ServedRepositories;
import wherry.api.store.Repositories;

/** {@code wherry peers}. */
@Component(property = Command.NAME + "=peers")
public final class PeersCommand implements Command {
    private final Links links;
    private final Newest<Repositories> repositories;
    private final Newest<ServedRepositories> served;

    /**
     * Starts without the services that may be rolled over.
     *
     * @param links tell which networks there are
     * @param leases on the bundles that calls use
     */
    @Activate
    public PeersCommand(@Reference Links links, @Reference Leases leases) {
        this.links = links;
        repositories = new Newest<>(leases);
        served = new Newest<>(leases);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void bindRepositories(Repositories store, Map<String, ?> properties) {
        repositories.add(store, properties);
    }

    void unbindRepositories(Repositories store) {
        repositories.remove(store);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void bindServedRepositories(ServedRepositories list, Map<String, ?> properties) {
        served.add(list, properties);
    }

    void unbindServedRepositories(ServedRepositories list) {
        served.remove(list);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        ServedHere servedHere = new ServedHere(served);
        return new PeersCall(call, repositories, servedHere, new AddressGeneration(call, links, servedHere));
    }
}
