/**
 * A network of nodes in one process: virtual time, links that are slow and break, and nodes that speak the real protocol over them.
 * Everything that happens follows from one seed.
 */
@NullMarked
package wherry.kit.simulation;

import org.jspecify.annotations.NullMarked;
