/** Installs, updates and removes bundles while the node runs: a new version comes in beside the old one, which then drains. */
@NullMarked
package wherry.installer;

import org.jspecify.annotations.NullMarked;
