/** Addresses, tokens and peers of a repository. */
@NullMarked
package wherry.store.credentials;

import org.jspecify.annotations.NullMarked;
