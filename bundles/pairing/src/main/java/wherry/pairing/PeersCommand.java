package wherry.pairing;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.link.Links;

/** {@code wherry peers}. */
@Component(property = Command.NAME + "=peers")
public final class PeersCommand implements Command {
    private final Links links;
    private final NewestStore store;
    private final ServedHere served;

    /**
     * Ready for calls.
     *
     * @param links tell which networks there are
     * @param store opens repositories
     * @param served tells who is connected
     */
    @Activate
    public PeersCommand(@Reference Links links, @Reference NewestStore store, @Reference ServedHere served) {
        this.links = links;
        this.store = store;
        this.served = served;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new PeersCall(call, store, served, new AddressGeneration(call, links, served));
    }
}
