package wherry.daemon.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import wherry.api.node.ConnectionThreads;
import wherry.api.peer.GitService;
import wherry.api.store.Repository;
import wherry.daemon.admission.AdmissionResources;
import wherry.daemon.flow.Buffers;
import wherry.daemon.flow.ContentCounters;
import wherry.daemon.flow.OutgoingBytes;
import wherry.daemon.git.GitServices;
import wherry.daemon.git.RunningService;
import wherry.daemon.limit.Claimant;
import wherry.daemon.limit.Resource;
import wherry.daemon.limit.Share;
import wherry.daemon.limit.Shares;
import wherry.daemon.notify.RefWatcher;
import wherry.shared.time.Deadlines;

/**
 * What all served links share.
 *
 * @param threads for what must go on beside the thread of a link
 * @param deadlines the clock
 * @param lines buffers for reading commands, one for each link
 * @param content buffers of {@link #CONTENT_BYTES} for moving content, while it moves
 * @param admission what lets peers in
 * @param git starts services
 * @param refs tells of changes
 * @param counters of content that moves
 * @param pacing how long peers may take
 * @param farewell how long a peer may take to go after the last answer
 */
public record ServerResources(
        ConnectionThreads threads,
        Deadlines deadlines,
        Buffers lines,
        Buffers content,
        AdmissionResources admission,
        GitServices git,
        RefWatcher refs,
        ContentCounters counters,
        Pacing pacing,
        Duration farewell) {
    /** Size of the buffers for content. */
    public static final int CONTENT_BYTES = 64 * 1024;

    /** Counts what peers hold. */
    Shares shares() {
        return admission.shares();
    }

    /** Where what waits to be written to a peer has its space from. */
    OutgoingBytes.Supplies supplies(Supplier<Claimant> peer) {
        return new OutgoingBytes.Supplies(
                lines, content, CONTENT_BYTES, bytes -> shares().offer(Resource.QUEUED, peer.get(), bytes));
    }

    /** Starts a git service, which counts until it has ended; that may be later than its connection. */
    RunningService launch(GitService service, Repository repository, Claimant peer) throws IOException {
        Share share = shares().claim(Resource.SERVICES, peer, 1);
        boolean started = false;
        try {
            RunningService running = git.start(service, repository);
            running.whenEnded(share::close);
            started = true;
            return running;
        } finally {
            if (!started) {
                share.close();
            }
        }
    }
}
