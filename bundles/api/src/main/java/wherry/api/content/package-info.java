/** The content of keys, wherever it lies. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.content;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
