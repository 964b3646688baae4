package wherry.links;

import wherry.api.link.Acceptor;

/** Somebody who takes links; the one that came last gets them. */
interface Taker {
    Acceptor acceptor();

    /** Greater than those of earlier ones. */
    long sequence();
}
