package wherry.remotes;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.link.Links;

/** {@code wherry why}. */
@Component(property = Command.NAME + "=why")
public final class WhyCommand implements Command {
    private final Links links;
    private final RemoteServices services;

    /**
     * A command that changes nothing.
     *
     * @param links tell the networks
     * @param services open the caller's repository and its remotes
     */
    @Activate
    public WhyCommand(@Reference Links links, @Reference RemoteServices services) {
        this.links = links;
        this.services = services;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new WhyCall(call, services.stores(), services.remotes(), links);
    }
}
