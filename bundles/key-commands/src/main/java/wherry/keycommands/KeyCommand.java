package wherry.keycommands;

import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
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
    private final NewestService<Dialer> dialers;
    private final NewestService<Repositories> stores;
    private final NewestService<ContentFiles> files;

    /**
     * Starts without the services that may be rolled over.
     *
     * @param leases on the bundles that calls use
     */
    @Activate
    public KeyCommand(@Reference Leases leases) {
        this.dialers = new NewestService<>(leases);
        this.stores = new NewestService<>(leases);
        this.files = new NewestService<>(leases);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void addDialer(Dialer dialer, Map<String, ?> properties) {
        dialers.add(dialer, properties);
    }

    void removeDialer(Dialer dialer) {
        dialers.remove(dialer);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void addStore(Repositories store, Map<String, ?> properties) {
        stores.add(store, properties);
    }

    void removeStore(Repositories store) {
        stores.remove(store);
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void addFiles(ContentFiles contentFiles, Map<String, ?> properties) {
        files.add(contentFiles, properties);
    }

    void removeFiles(ContentFiles contentFiles) {
        files.remove(contentFiles);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new KeyCall(call, new KeyTransfers(files), new AuthOffers(call, stores, dialers), deadlines);
    }
}
