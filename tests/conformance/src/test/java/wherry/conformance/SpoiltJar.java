package wherry.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A copy of a real bundle with something wrong in it. Comes into a folder in one step. */
final class SpoiltJar {
    private final Path original;
    private final Path folder;

    SpoiltJar(Path original, Path folder) {
        this.original = original;
        this.folder = folder;
    }

    void cutShort(String name) throws IOException {
        byte[] whole = Files.readAllBytes(original);
        put(name, Arrays.copyOf(whole, whole.length / 2));
    }

    void text(String name) throws IOException {
        put(name, "not found\n".getBytes(StandardCharsets.UTF_8));
    }

    void withHeaders(String name, Consumer<Attributes> change) throws IOException {
        write(name, change, (entry, content) -> content);
    }

    /** The change is given each entry's name and content as Latin-1, and gives content back. */
    void withEntries(String name, String symbolicName, BiFunction<String, String, String> change) throws IOException {
        write(name, headers -> headers.putValue("Bundle-SymbolicName", symbolicName), change);
    }

    private void write(String name, Consumer<Attributes> headers, BiFunction<String, String, String> entries)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarFile jar = new JarFile(original.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            headers.accept(manifest.getMainAttributes());
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        copy(jar, entry, out, entries);
                    }
                }
            }
        }
        put(name, bytes.toByteArray());
    }

    private static void copy(
            JarFile jar, JarEntry entry, JarOutputStream out, BiFunction<String, String, String> change)
            throws IOException {
        out.putNextEntry(new JarEntry(entry.getName()));
        try (InputStream in = jar.getInputStream(entry)) {
            String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            out.write(change.apply(entry.getName(), content).getBytes(StandardCharsets.ISO_8859_1));
        }
        out.closeEntry();
    }

    private void put(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.write(folder.resolve("." + name + ".part"), bytes);
        Files.move(part, folder.resolve(name));
    }
}
