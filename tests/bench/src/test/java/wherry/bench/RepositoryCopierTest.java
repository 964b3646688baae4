package wherry.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RepositoryCopierTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path from;
    private Path to;

    @Before
    public void fill() throws IOException {
        from = folder.getRoot().toPath().resolve("from");
        to = folder.getRoot().toPath().resolve("to");
        Path object =
                Files.createDirectories(from.resolve(".git/annex/objects/a")).resolve("key");
        Files.writeString(object, "content");
        Files.writeString(from.resolve(".git/index"), "index");
        Files.createSymbolicLink(from.resolve("file"), Path.of(".git/annex/objects/a/key"));
        Files.setPosixFilePermissions(object.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.walkFileTree(from, new RepositoryCopier(from, to));
    }

    @After
    public void makeRemovable() throws IOException {
        for (Path top : new Path[] {from, to}) {
            Files.setPosixFilePermissions(
                    top.resolve(".git/annex/objects/a"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    public void onlyContentIsShared() throws IOException {
        String object = ".git/annex/objects/a/key";

        assertThat(Files.isSameFile(from.resolve(object), to.resolve(object)), is(true));
        assertThat(Files.isSameFile(from.resolve(".git/index"), to.resolve(".git/index")), is(false));
        assertThat(Files.readString(to.resolve(".git/index")), equalTo("index"));
    }

    @Test
    public void linksStayLinksAndFoldersProtected() throws IOException {
        assertThat(Files.readSymbolicLink(to.resolve("file")), equalTo(Path.of(".git/annex/objects/a/key")));
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve(".git/annex/objects/a"))),
                equalTo("r-xr-xr-x"));
    }
}
