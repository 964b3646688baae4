package wherry.installer;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar with a bundle in it.
 *
 * @param path of the jar
 * @param name symbolic name of the bundle
 * @param version of the bundle
 * @param size of the jar in bytes
 * @param modified when the jar was last written; with the size it tells a rebuilt jar of the same version
 */
record Jar(Path path, String name, Version version, long size, FileTime modified) {
    private static final String SUFFIX = ".jar";

    static boolean isNamedLikeOne(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }

    /**
     * Reads the manifest.
     *
     * @throws IOException if the file is no bundle; the message says what it is
     */
    static Jar read(Path path) throws IOException {
        long size = Files.size(path);
        FileTime modified = Files.getLastModifiedTime(path);
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            Attributes headers = mainAttributes(jar);
            String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new NoBundleException(
                        path, "is a jar but no OSGi bundle: its manifest has no Bundle-SymbolicName");
            }
            String version = headers.getValue(Constants.BUNDLE_VERSION);
            return new Jar(path, name.split(";", 2)[0].trim(), Version.parseVersion(version), size, modified);
        } catch (ZipException e) {
            throw new NoBundleException(path, "is not a jar, or was copied only in part", e);
        } catch (IllegalArgumentException e) {
            throw new NoBundleException(path, "has a manifest that cannot be read: " + e.getMessage(), e);
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

    InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    /** Whether this one is to be preferred to another of the same name. */
    boolean supersedes(Jar other) {
        int order = version.compareTo(other.version);
        return order != 0 ? order > 0 : modified.compareTo(other.modified) > 0;
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
