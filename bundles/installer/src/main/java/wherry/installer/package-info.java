/** Watches the bundles folder and rolls new versions in beside the old. */
@NullMarked
package wherry.installer;

import org.jspecify.annotations.NullMarked;
