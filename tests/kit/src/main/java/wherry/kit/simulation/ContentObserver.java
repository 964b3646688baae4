package wherry.kit.simulation;

import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;

/** Is told what happens to content in a network, when it happens. Must not throw: it is called in the midst of things. */
public interface ContentObserver {
    /**
     * Content is present now.
     *
     * @param node where
     * @param key of it
     */
    void arrived(AnnexUuid node, Key key);

    /**
     * Content was removed.
     *
     * @param node where
     * @param key of it
     */
    void removed(AnnexUuid node, Key key);

    /**
     * A node has promised a peer that content stays.
     *
     * @param node that promised
     * @param key of it
     * @param until when, in nanoseconds of the simulation
     * @return to be run when the peer gives the promise back
     */
    Runnable promised(AnnexUuid node, Key key, long until);
}
