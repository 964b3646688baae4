package wherry.daemon.serve;

import java.time.Duration;
import wherry.api.node.ConnectionThreads;
import wherry.daemon.flow.Buffers;
import wherry.daemon.flow.Deadlines;
import wherry.daemon.git.GitServices;
import wherry.daemon.notify.RefWatcher;

/**
 * What all served links share.
 *
 * @param threads for what must go on beside the thread of a link
 * @param deadlines the clock
 * @param lines buffers for reading commands, one for each link
 * @param content buffers for moving content, while it moves
 * @param anteroom for links whose peer is not authenticated
 * @param guesses slows down wrong tokens
 * @param git starts services
 * @param refs tells of changes
 * @param farewell how long a peer may take to go after the last answer
 */
record ServerResources(
        ConnectionThreads threads,
        Deadlines deadlines,
        Buffers lines,
        Buffers content,
        Anteroom anteroom,
        Guesses guesses,
        GitServices git,
        RefWatcher refs,
        Duration farewell) {}
