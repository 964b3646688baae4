package wherry.transport.exec;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import wherry.shared.time.PeriodicTask;
import wherry.transport.api.Transport;
import wherry.transport.program.ProgramSupervisor;

/**
 * Makes each program {@code git-annex-p2p-NET} of somebody else a network, for as long as it is on the node's {@code PATH}. A transport that is installed for
 * the same network comes first.
 */
@Component(immediate = true)
public final class ForeignNetworks {
    private static final long LOOK_MILLIS = 10_000;
    private static final int AFTER_ALL_OTHERS = -100;

    private final BundleContext context;
    private final ProgramSupervisor supervisor;
    private final ForeignPrograms programs;
    private final Map<String, Offered> offered = new HashMap<>();
    private final PeriodicTask looking;
    private boolean closed;

    private record Offered(Path program, ServiceRegistration<Transport> registration) {}

    /**
     * Offers what is there, and from then on what comes.
     *
     * @param context tells where Wherry's own programs are
     * @param supervisor runs programs that make repositories reachable
     */
    @Activate
    public ForeignNetworks(BundleContext context, @Reference ProgramSupervisor supervisor) {
        this.context = context;
        this.supervisor = supervisor;
        this.programs = new ForeignPrograms(
                Optional.ofNullable(System.getenv("PATH")).orElse(""),
                Path.of(String.valueOf(context.getProperty("wherry.distribution")), "bin", "wherry"));
        look();
        looking = new PeriodicTask("exec-programs", LOOK_MILLIS, this::look);
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        Map<String, Path> found = programs.find();
        offered.entrySet().removeIf(entry -> {
            boolean gone = !entry.getValue().program().equals(found.get(entry.getKey()));
            if (gone) {
                entry.getValue().registration().unregister();
            }
            return gone;
        });
        found.forEach((netname, program) -> offered.computeIfAbsent(netname, name -> offer(name, program)));
    }

    private Offered offer(String netname, Path program) {
        Map<String, Object> properties = Map.of(Constants.SERVICE_RANKING, AFTER_ALL_OTHERS);
        Transport transport = new ForeignTransport(netname, program, supervisor);
        return new Offered(
                program, context.registerService(Transport.class, transport, FrameworkUtil.asDictionary(properties)));
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        looking.close();
        offered.values().forEach(one -> one.registration().unregister());
        offered.clear();
    }
}
