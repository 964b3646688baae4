/** The git-annex branch of one repository: who has which content, and what repositories are called, trusted with, grouped in. */
@Export
@Version("1.0.0")
@NullMarked
package wherry.api.branch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
