package wherry.transport.exec;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;
import wherry.transport.api.Publication;
import wherry.transport.api.Site;
import wherry.transport.api.Transport;
import wherry.transport.api.TransportException;

/**
 * A network of programs: {@code p2p-annex::exec:NAME} is reached by running NAME out of the folder {@code exec} in the node's
 * configuration, for instance a script that calls ssh, and talking with it. It can be dialled only: to be reached that way, a
 * repository needs {@code wherry p2pstdio} at the other end, and no node that listens.
 */
@Component
public final class ExecTransport implements Transport {
    private static final String DIALLED_ONLY = "the network exec can only be dialled; what runs at the other end is "
            + "\"wherry p2pstdio REPO\", started by ssh, inetd, socat or whatever carries it";

    private final Programs programs;

    /**
     * Called by Declarative Services.
     *
     * @param context tells where the node's configuration is
     */
    @Activate
    public ExecTransport(BundleContext context) {
        this(Path.of(configuration(context), "exec"));
    }

    private static String configuration(BundleContext context) {
        String folder = context.getProperty("wherry.configuration");
        if (folder == null) {
            throw new IllegalStateException("framework property wherry.configuration is not set");
        }
        return folder;
    }

    ExecTransport(Path folder) {
        programs = new Programs(folder);
    }

    @Override
    public String netname() {
        return "exec";
    }

    @Override
    public List<String> addresses(Site site) throws TransportException {
        throw new TransportException(DIALLED_ONLY);
    }

    @Override
    public List<SocketAddress> bindings(Site site, String address) throws TransportException {
        throw new TransportException(DIALLED_ONLY);
    }

    @Override
    public Publication publish(Site site, String address, InboundLinks inbound) throws TransportException {
        throw new TransportException(DIALLED_ONLY);
    }

    @Override
    public Duplex dial(String address, Duration timeout) throws TransportException {
        Path program = programs.find(address);
        try {
            return ProgramDuplex.start(address, "exec:" + address, List.of(program.toString()), Path.of("/"));
        } catch (IOException e) {
            throw new TransportException("cannot run " + program + ": " + e.getMessage(), e);
        }
    }
}
