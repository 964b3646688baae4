/** Watches the refs of repositories for peers that wait with NOTIFYCHANGE. */
@NullMarked
package wherry.daemon.notify;

import org.jspecify.annotations.NullMarked;
