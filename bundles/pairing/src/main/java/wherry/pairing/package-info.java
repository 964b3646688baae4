/** Links two repositories: addresses, auth tokens, code phrases. */
@NullMarked
package wherry.pairing;

import org.jspecify.annotations.NullMarked;
