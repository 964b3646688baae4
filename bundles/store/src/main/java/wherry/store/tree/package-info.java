/** Working trees and git's index, read and written without git's filters. */
@NullMarked
package wherry.store.tree;

import org.jspecify.annotations.NullMarked;
