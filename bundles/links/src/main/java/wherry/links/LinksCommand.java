package wherry.links;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.link.LinkStatus;
import wherry.api.link.Links;
import wherry.api.peer.PeerAddress;

/** {@code wherry links}. */
@Component(property = Command.NAME + "=links")
public final class LinksCommand implements Command {
    private static final double MEGABYTE = 1_000_000.0;

    private final Links links;

    /**
     * A command that reads only.
     *
     * @param links of the node
     */
    @Activate
    public LinksCommand(@Reference Links links) {
        this.links = links;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Call(links, call);
    }

    @CommandLine.Command(
            name = "links",
            description =
                    "List the open links: number, accepted or dialled, since when, network, bytes sent and received and"
                            + " how fast now, the other end, peer, addresses.")
    static final class Call implements Callable<Integer> {
        private final Links links;
        private final Invocation call;

        @CommandLine.Option(names = "--json", description = "Print one JSON object a line.")
        private boolean json;

        Call(Links links, Invocation call) {
            this.links = links;
            this.call = call;
        }

        @Override
        public Integer call() throws InterruptedException {
            for (LinkRate link : LinkRate.measured(links)) {
                if (json) {
                    call.display().json(json(link));
                } else {
                    call.out().println(text(link));
                }
            }
            return 0;
        }

        private static String text(LinkRate measured) {
            LinkStatus link = measured.link();
            String addresses =
                    link.addresses().stream().map(PeerAddress::toString).collect(Collectors.joining(" "));
            return String.format(
                    "%3d  %-8s  %s  %s  %s  %s  %s  %s  %s",
                    link.id(),
                    direction(link),
                    link.since(),
                    link.netname().orElse("-"),
                    amount("sent", link.sent(), measured.sentPerSecond()),
                    amount("received", link.received(), measured.receivedPerSecond()),
                    link.remote(),
                    link.peer().orElse("-"),
                    addresses);
        }

        private static String amount(String what, long bytes, long perSecond) {
            String total = String.format(Locale.ROOT, "%s %.1f MB", what, bytes / MEGABYTE);
            return perSecond == 0 ? total : total + String.format(Locale.ROOT, " (%.1f MB/s)", perSecond / MEGABYTE);
        }

        private static String direction(LinkStatus link) {
            return link.dialled() ? "dialled" : "accepted";
        }

        private static JsonLine json(LinkRate measured) {
            LinkStatus link = measured.link();
            JsonLine line = new JsonLine()
                    .with("id", link.id())
                    .with("direction", direction(link))
                    .with("since", link.since().toString());
            link.netname().ifPresent(netname -> line.with("network", netname));
            line.with("sent", link.sent())
                    .with("sent-per-second", measured.sentPerSecond())
                    .with("received", link.received())
                    .with("received-per-second", measured.receivedPerSecond());
            line.with("remote", link.remote());
            link.peer().ifPresent(peer -> line.with("peer", peer));
            return line.with(
                    "addresses",
                    link.addresses().stream().map(PeerAddress::toString).toList());
        }
    }
}
