package wherry.integration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.osgi.framework.Constants;

/** A built bundle under another version: for the framework, an update. */
final class Reversioned {
    private Reversioned() {}

    static InputStream bundle(String symbolicName, String version) throws IOException {
        return bundle(Container.jarOf(symbolicName), version);
    }

    static InputStream bundle(Path jar, String version) throws IOException {
        return new ByteArrayInputStream(AlteredJar.bytes(jar, Constants.BUNDLE_VERSION, before -> version));
    }
}
