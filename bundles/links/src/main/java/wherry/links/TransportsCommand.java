package wherry.links;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.node.Leases;

/** {@code wherry transports}. */
@Component(property = Command.NAME + "=transports")
public final class TransportsCommand implements Command {
    private final Transports transports;
    private final Leases leases;

    /**
     * A command that reads only.
     *
     * @param transports that are there
     * @param leases tells how often they are used
     */
    @Activate
    public TransportsCommand(@Reference Transports transports, @Reference Leases leases) {
        this.transports = transports;
        this.leases = leases;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Call(transports, leases, call);
    }

    @CommandLine.Command(
            name = "transports",
            description = {
                "List the transports: network, version, state, number of uses, bundle.",
                "An old version is draining while links still use it; new links go to the new one."
            })
    static final class Call implements Callable<Integer> {
        private static final Comparator<TransportOffer> ORDER =
                Comparator.comparing(TransportOffer::netname).thenComparing(TransportOffer::bundleId);

        private final Transports transports;
        private final Leases leases;
        private final Invocation call;

        @CommandLine.Option(names = "--json", description = "Print one JSON object a line.")
        private boolean json;

        Call(Transports transports, Leases leases, Invocation call) {
            this.transports = transports;
            this.leases = leases;
            this.call = call;
        }

        @Override
        public Integer call() {
            List<TransportOffer> sorted =
                    transports.all().stream().sorted(ORDER).toList();
            for (TransportOffer offer : sorted) {
                if (json) {
                    call.display().json(json(offer));
                } else {
                    call.out().println(text(offer));
                }
            }
            return 0;
        }

        private String state(TransportOffer offer) {
            return transports.newest(offer.netname()).equals(Optional.of(offer)) ? "active" : "draining";
        }

        private String text(TransportOffer offer) {
            return String.format(
                    "%-12s  %-8s  %-8s  %3d  %s",
                    offer.netname(), offer.version(), state(offer), leases.count(offer.bundleId()), offer.bundle());
        }

        private JsonLine json(TransportOffer offer) {
            return new JsonLine()
                    .with("network", offer.netname())
                    .with("version", offer.version())
                    .with("state", state(offer))
                    .with("uses", leases.count(offer.bundleId()))
                    .with("bundle", offer.bundle())
                    .with("bundle-id", offer.bundleId());
        }
    }
}
