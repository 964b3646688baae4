package wherry.links;

import wherry.api.link.Acceptor;

/**
 * Somebody who takes links; the one that came last gets them.
 *
 * @param acceptor takes them
 * @param sequence greater than those of earlier ones, whatever they take the links of
 */
record RankedAcceptor(Acceptor acceptor, long sequence) {}
