package wherry.daemon.dial;

import java.util.OptionalLong;
import wherry.api.protocol.Completion;

/** What the machine asks of whoever reads or sends content. It is done when they get to it, and the machine waits. */
sealed interface ContentStep {
    /**
     * GET: this much content follows on the link.
     *
     * @param length bytes, not negative
     * @param received to be told when it was taken from the link
     */
    record Announced(long length, Completion<Boolean> received) implements ContentStep {}

    /**
     * GET: all has come, and the peer has said whether it is right.
     *
     * @param complete what the peer says
     * @param stored to be told what became of it
     */
    record Vouched(boolean complete, Completion<Boolean> stored) implements ContentStep {}

    /**
     * PUT: the peer wants content.
     *
     * @param offset from there, in bytes, not negative
     * @param length to be told how much is left from there; empty if the content is not here
     */
    record Wanted(long offset, Completion<OptionalLong> length) implements ContentStep {}

    /**
     * PUT: the content is to be written to the link.
     *
     * @param unchanged to be told when that is done
     */
    record Expected(Completion<Boolean> unchanged) implements ContentStep {}
}
