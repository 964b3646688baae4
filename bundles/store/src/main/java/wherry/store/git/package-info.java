/** Finds repositories as git does, refuses those that git refuses, and reads git's configuration. */
@NullMarked
package wherry.store.git;

import org.jspecify.annotations.NullMarked;
