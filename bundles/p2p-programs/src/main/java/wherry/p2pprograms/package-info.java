/** The git-annex-p2p-NET programs that git-annex runs. */
@NullMarked
package wherry.p2pprograms;

import org.jspecify.annotations.NullMarked;
