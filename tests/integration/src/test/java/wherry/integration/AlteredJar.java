package wherry.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Copies of a real bundle whose manifest says something else: a later version, another range. */
final class AlteredJar {
    private AlteredJar() {}

    static byte[] bytes(Path original, String header, UnaryOperator<String> change) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (JarFile jar = new JarFile(original.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            Attributes headers = manifest.getMainAttributes();
            String before = headers.getValue(header);
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new IllegalArgumentException(header + " of " + original + " is not what was expected: " + before);
            }
            headers.putValue(header, after);
            try (JarOutputStream out = new JarOutputStream(copy, manifest)) {
                copyEntries(jar, out);
            }
        }
        return copy.toByteArray();
    }

    static Path write(Path original, Path copy, String header, UnaryOperator<String> change) throws IOException {
        return Files.write(copy, bytes(original, header, change));
    }

    private static void copyEntries(JarFile jar, JarOutputStream out) throws IOException {
        Enumeration<JarEntry> entries = jar.entries();
        while (entries.hasMoreElements()) {
            JarEntry entry = entries.nextElement();
            if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                out.putNextEntry(new JarEntry(entry.getName()));
                try (InputStream content = jar.getInputStream(entry)) {
                    content.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }
}
