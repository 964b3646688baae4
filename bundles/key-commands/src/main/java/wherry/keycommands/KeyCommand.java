package wherry.keycommands;

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
import wherry.api.peer.Dialer;
import wherry.api.store.ContentFiles;
import wherry.api.store.Repositories;
import wherry.shared.time.Deadlines;

/** {@code wherry key}: content of keys over P2P links without git-annex. */
@Component(property = Command.NAME + "=key")
public final class KeyCommand implements Command {
    private final Deadlines deadlines = new Deadlines();

    @Reference(
            service = Dialer.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Dialer> dialers;

    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> stores;

    @Reference(
            service = ContentFiles.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<ContentFiles> files;

    /**
     * Starts without the services that may be rolled over.
     *
     * @param leases on the bundles that calls use
     */
    @Activate
    public KeyCommand(@Reference Leases leases) {
        this(new NewestService<>(leases), new NewestService<>(leases), new NewestService<>(leases));
    }

    /**
     * Starts with services.
     *
     * @param dialers reach peers
     * @param stores open the caller's repository
     * @param files where content is read from and written to
     */
    public KeyCommand(
            NewestService<Dialer> dialers, NewestService<Repositories> stores, NewestService<ContentFiles> files) {
        this.dialers = dialers;
        this.stores = stores;
        this.files = files;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new KeyCall(call, new KeyTransfers(files), new AuthOffers(call, stores, dialers), deadlines);
    }
}
