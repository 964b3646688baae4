/** What the tests of several rooms share. */
@NullMarked
package wherry.kit;

import org.jspecify.annotations.NullMarked;
