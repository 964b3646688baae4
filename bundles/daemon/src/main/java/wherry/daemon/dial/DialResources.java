package wherry.daemon.dial;

import java.time.Duration;
import wherry.daemon.flow.Buffers;
import wherry.daemon.flow.ContentCounters;
import wherry.shared.time.Deadlines;

/**
 * What all dialled connections share.
 *
 * @param deadlines the clock
 * @param content buffers for moving content, while it moves
 * @param counters of content that moves
 * @param operation how long an operation may stand still
 * @param relay how long a relay between git and a peer may stand still
 * @param windingUp how long a relay may stand still after git has said all that it had to say
 * @param version the highest to offer
 */
record DialResources(
        Deadlines deadlines,
        Buffers content,
        ContentCounters counters,
        Duration operation,
        Duration relay,
        Duration windingUp,
        int version) {}
