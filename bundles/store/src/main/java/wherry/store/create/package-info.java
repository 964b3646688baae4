/** Makes annexes: what {@code git annex init} does, without it. */
@NullMarked
package wherry.store.create;

import org.jspecify.annotations.NullMarked;
