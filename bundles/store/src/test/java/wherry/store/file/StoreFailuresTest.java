package wherry.store.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.StoreException;

public class StoreFailuresTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static String message(IOException why) {
        return StoreFailures.of("cannot do it", why).getMessage();
    }

    @Test
    public void whatMayNotBeTouchedIsNamedWithItsOwnerAndItsMode() throws IOException {
        Path file = folder.newFile("file").toPath();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        for (IOException why : new IOException[] {
            new AccessDeniedException(file.toString()),
            new FileSystemException(file.toString(), null, "Operation not permitted")
        }) {
            assertThat(
                    message(why),
                    startsWith("cannot do it: permission denied: " + file + " belongs to " + Files.getOwner(file)
                            + " and has the mode r--------, and this node runs as "));
        }
    }

    @Test
    public void whatIsNotThereYetIsNotNamedButTheFolderIs() throws IOException {
        Path top = folder.newFolder("top").toPath();

        assertThat(
                message(new AccessDeniedException(top.resolve("a/b/c").toString())),
                containsString("permission denied: " + top + " belongs to "));
    }

    @Test
    public void otherReasonsAreToldAsTheyCame() {
        StoreException known = new StoreException("said already");

        assertThat(StoreFailures.of("cannot do it", known), is(sameInstance(known)));
        assertThat(message(new IOException("disk on fire")), is("cannot do it: disk on fire"));
        assertThat(message(new IOException()), is("cannot do it: java.io.IOException"));
        assertThat(
                message(new NoSuchFileException("/a/b")), is("cannot do it: java.nio.file.NoSuchFileException: /a/b"));
        assertThat(
                message(new FileSystemException("/a/b", null, "No space left on device")),
                is("cannot do it: /a/b: No space left on device"));
    }
}
