package wherry.daemon.serve;

import java.time.Duration;
import wherry.api.peer.GitService;
import wherry.daemon.DaemonConfiguration;
import wherry.daemon.flow.MinimumRate.Floor;

/**
 * How long peers may take.
 *
 * @param transfer for content, both ways, and for whatever is written to a peer
 * @param serviceInput for what a peer sends to a git service: it may think for long, but not for ever say a little now and then
 * @param fetch how long both ends of a fetch may be silent
 * @param push how long both ends of a push may be silent: hooks may run for long and say nothing
 */
public record Pacing(Floor transfer, Floor serviceInput, Duration fetch, Duration push) {
    private static final int TOLERATED = 2;

    public static Pacing of(DaemonConfiguration configuration) {
        Duration window = Duration.ofSeconds(configuration.transfer_deadline());
        long bytes = window.toSeconds() * configuration.transfer_floor();
        return new Pacing(
                new Floor(window, bytes, 0, true),
                new Floor(window, bytes, TOLERATED, false),
                Duration.ofSeconds(configuration.fetch_deadline()),
                Duration.ofSeconds(configuration.connect_deadline()));
    }

    Duration silence(GitService service) {
        return switch (service) {
            case UPLOAD_PACK -> fetch;
            case RECEIVE_PACK -> push;
        };
    }
}
