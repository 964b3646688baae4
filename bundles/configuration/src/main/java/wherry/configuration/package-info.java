/** The settings of the user: files of the configuration folder, held against what bundles say of their settings. */
@NullMarked
package wherry.configuration;

import org.jspecify.annotations.NullMarked;
