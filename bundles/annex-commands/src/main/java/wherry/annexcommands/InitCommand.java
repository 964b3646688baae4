package wherry.annexcommands;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.store.Repositories;

/** {@code wherry init}. */
@Component(property = Command.NAME + "=init")
public final class InitCommand implements Command {
    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> repositories;

    /**
     * Starts without the services that may be rolled over.
     *
     * @param leases on the bundles that calls use
     */
    @Activate
    public InitCommand(@Reference Leases leases) {
        repositories = new NewestService<>(leases);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new InitCall(call, repositories);
    }
}
