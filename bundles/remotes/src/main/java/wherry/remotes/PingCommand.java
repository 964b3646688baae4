package wherry.remotes;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.link.Links;

/** {@code wherry ping}. */
@Component(property = Command.NAME + "=ping")
public final class PingCommand implements Command {
    private final Links links;
    private final RemoteServices services;

    /**
     * A command that changes nothing.
     *
     * @param links tell the path
     * @param services open the caller's repository and its remotes
     */
    @Activate
    public PingCommand(@Reference Links links, @Reference RemoteServices services) {
        this.links = links;
        this.services = services;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new PingCall(call, services.stores(), services.remotes(), new DialledPath(links));
    }
}
