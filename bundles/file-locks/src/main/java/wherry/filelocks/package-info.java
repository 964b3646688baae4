/** The one owner of every annex lock file in the JVM. */
@NullMarked
package wherry.filelocks;

import org.jspecify.annotations.NullMarked;
