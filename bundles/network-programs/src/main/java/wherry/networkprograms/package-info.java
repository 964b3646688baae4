/** The owner of the programs that make networks. */
@NullMarked
package wherry.networkprograms;

import org.jspecify.annotations.NullMarked;
