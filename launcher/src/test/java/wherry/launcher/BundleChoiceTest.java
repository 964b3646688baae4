package wherry.launcher;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BundleChoiceTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path top;
    private NodeFolders folders;

    @Before
    public void makeFolders() throws IOException {
        top = temporary.getRoot().toPath();
        folders = new NodeFolders(
                top.resolve("dist"),
                top.resolve("state"),
                top.resolve("conf"),
                top.resolve("bundles"),
                top.resolve("bin"),
                top.resolve("run"));
        for (int level = 1; level <= BundleChoice.LAST_START_LEVEL; level++) {
            Files.createDirectories(top.resolve("dist/bundles/" + level));
        }
        Files.createDirectories(folders.bundles());
        jar("dist/bundles/1/base.jar", "base", "1.0.0");
    }

    private Path jar(String path, String name, String version) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        Path file = top.resolve(path);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return file;
    }

    private List<BundleJar> candidates(String name) throws StartException {
        return BundleChoice.of(folders).candidates().stream()
                .filter(jars -> jars.get(0).symbolicName().equals(name))
                .findFirst()
                .orElse(List.of());
    }

    private List<Path> paths(String name) throws StartException {
        return candidates(name).stream().map(BundleJar::path).toList();
    }

    @Test
    public void theHigherVersionGoesFirstAndTheOtherStaysInReserve() throws Exception {
        Path shipped = jar("dist/bundles/2/store.jar", "store;singleton:=false", "0.9.0");
        Path updated = jar("bundles/store-new.jar", "store", "0.10.0");

        assertThat(paths("store"), is(List.of(updated, shipped)));
    }

    @Test
    public void aShippedVersionThatIsHigherWinsOverAnOldUpdate() throws Exception {
        Path shipped = jar("dist/bundles/2/store.jar", "store", "2.0.0");
        Path updated = jar("bundles/store.jar", "store", "1.0.0");

        assertThat(paths("store"), is(List.of(shipped, updated)));
    }

    @Test
    public void ofEqualVersionsTheOneWrittenLastGoesFirst() throws Exception {
        Path shipped = jar("dist/bundles/2/store.jar", "store", "1.0.0");
        Path updated = jar("bundles/store.jar", "store", "1.0.0");
        Files.setLastModifiedTime(shipped, FileTime.fromMillis(1_000));
        Files.setLastModifiedTime(updated, FileTime.fromMillis(2_000));

        assertThat(paths("store"), is(List.of(updated, shipped)));
    }

    @Test
    public void anUpdateStartsAtTheLevelOfWhatItReplacesAndOthersLast() throws Exception {
        jar("dist/bundles/2/store.jar", "store", "1.0.0");
        jar("bundles/store.jar", "store", "2.0.0");
        jar("bundles/mine.jar", "mine", "1.0.0");

        assertThat(candidates("store").get(0).startLevel(), is(2));
        assertThat(candidates("mine").get(0).startLevel(), is(BundleChoice.LAST_START_LEVEL));
    }

    @Test
    public void onlyShippedJarsAreUsedWhereTheyLie() throws Exception {
        jar("bundles/mine.jar", "mine", "1.0.0");

        assertThat(candidates("base").get(0).location().startsWith("reference:file:"), is(true));
        assertThat(candidates("mine").get(0).location().startsWith("file:"), is(true));
    }

    @Test
    public void whatIsNoBundleIsLeftOut() throws Exception {
        Files.writeString(folders.bundles().resolve("text.jar"), "no jar");
        Files.writeString(folders.bundles().resolve(".hidden.jar"), "being written");
        jar("bundles/wrong.jar", "wrong", "one.two");

        assertThat(BundleChoice.of(folders).candidates().size(), is(1));
    }

    @Test
    public void aFolderWithoutBundlesIsNotWherrys() throws Exception {
        Files.delete(top.resolve("dist/bundles/1/base.jar"));

        assertThrows(StartException.class, () -> BundleChoice.of(folders));
    }
}
