/**
 * Whole programs against the clock: git-annex's own server and the Wherry node, each in turn, on the same content. Every figure is
 * one of two measured in the same minutes, since only their ratio means something on another machine.
 */
@NullMarked
package wherry.bench;

import org.jspecify.annotations.NullMarked;
