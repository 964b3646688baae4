/** The annex store of one repository: content, locks, location log, credentials, settings. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
