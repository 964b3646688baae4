package wherry.launcher;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar that is a bundle.
 *
 * @param path of the jar
 * @param symbolicName from its manifest
 * @param version from its manifest
 * @param startLevel 1 to 3
 * @param shipped true if it is part of the distribution, false if the user added it
 * @param modified when the jar was last written
 */
record BundleJar(Path path, String symbolicName, Version version, int startLevel, boolean shipped, FileTime modified) {
    /**
     * Reads the manifest.
     *
     * @return empty if it is a jar but no bundle
     * @throws IOException if it cannot be read or its manifest is wrong
     */
    static Optional<BundleJar> read(Path path, int startLevel, boolean shipped) throws IOException {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Attributes main = mainAttributes(jar);
            String name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                return Optional.empty();
            }
            int directives = name.indexOf(';');
            return Optional.of(new BundleJar(
                    path,
                    (directives < 0 ? name : name.substring(0, directives)).strip(),
                    Version.parseVersion(main.getValue(Constants.BUNDLE_VERSION)),
                    startLevel,
                    shipped,
                    Files.getLastModifiedTime(path)));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Reads no further than the first section: the others are hashes of a signed jar's files, thousands in some. */
    private static Attributes mainAttributes(JarFile jar) throws IOException {
        ZipEntry manifest = jar.getEntry(JarFile.MANIFEST_NAME);
        if (manifest == null) {
            return new Attributes();
        }
        StringBuilder section = new StringBuilder();
        // Lines are cut between bytes, not letters.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(jar.getInputStream(manifest), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                section.append(line).append('\n');
            }
        }
        byte[] bytes = section.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
    }

    BundleJar atStartLevel(int level) {
        return new BundleJar(path, symbolicName, version, level, shipped, modified);
    }

    /**
     * Where the framework takes it from. Jars of the distribution are used where they lie; those of the user are copied,
     * since a jar that is overwritten while it is open breaks the node.
     */
    String location() {
        return (shipped ? "reference:" : "") + path.toUri();
    }
}
