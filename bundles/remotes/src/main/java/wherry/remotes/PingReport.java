package wherry.remotes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.command.JsonLine;
import wherry.api.link.LinkStatus;
import wherry.api.peer.PeerAddress;
import wherry.api.remote.Remote;

/**
 * What a remote was found to be like.
 *
 * @param remote that was asked
 * @param uuid that it gave
 * @param address of a peer; empty for other remotes
 * @param link over which it was reached, where that is known
 * @param connectNanos until it had accepted us
 * @param trips questions and answers
 * @param rate of content, if it was measured
 */
record PingReport(
        Remote remote,
        AnnexUuid uuid,
        Optional<PeerAddress> address,
        Optional<LinkStatus> link,
        long connectNanos,
        RoundTrips trips,
        Optional<ReadingRate> rate) {
    private static final double MEGABYTE = 1_000_000.0;
    private static final double SECOND = 1e9;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("remote: " + remote.name() + "  " + uuid);
        address.ifPresent(peer -> lines.add("network: " + peer.netname() + "  " + peer));
        link.ifPresent(over -> lines.add("path: link to " + over.remote()));
        lines.add(text("connected in: %.3f ms", Milliseconds.of(connectNanos)));
        lines.add(text(
                "round trips: %d, least %.3f ms, mean %.3f ms, most %.3f ms",
                trips.nanos().size(), trips.least(), trips.mean(), trips.most()));
        rate.ifPresent(reading -> lines.add(text(
                "rate: %.1f MB/s (%.1f MB in %.3f s)",
                reading.bytesPerSecond() / MEGABYTE, reading.bytes() / MEGABYTE, reading.nanos() / SECOND)));
        return lines;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    JsonLine json(List<String> problems) {
        JsonLine line = new JsonLine()
                .with("command", "ping")
                .with("remote", remote.name())
                .with("url", remote.url().orElse(""))
                .with("uuid", uuid.value());
        address.ifPresent(peer -> line.with("network", peer.netname()));
        link.ifPresent(over -> line.with("path", over.remote()));
        line.with("connect-milliseconds", Milliseconds.of(connectNanos))
                .with("round-trips", trips.nanos().size())
                .with("least-milliseconds", trips.least())
                .with("mean-milliseconds", trips.mean())
                .with("most-milliseconds", trips.most());
        rate.ifPresent(reading ->
                line.with("bytes", reading.bytes()).with("bytes-per-second", Math.round(reading.bytesPerSecond())));
        if (!problems.isEmpty()) {
            line.with("error-messages", problems);
        }
        return line.with("success", problems.isEmpty());
    }
}
