package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.store.StoreException;

public class ServedListTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void whatIsWrittenIsReadInOrder() throws Exception {
        ServedList list = new ServedList(temporary.getRoot().toPath().resolve("new/repositories"));
        assertThat(list.read(), is(List.of()));
        list.write(List.of(Path.of("/srv/b"), Path.of("/srv/a with blank")));
        assertThat(list.read(), is(List.of(Path.of("/srv/b"), Path.of("/srv/a with blank"))));
        list.write(List.of());
        assertThat(list.read(), is(List.of()));
    }

    @Test
    public void whatIsNoAbsolutePathIsLeftOut() throws Exception {
        Path file = temporary.getRoot().toPath().resolve("repositories");
        Files.writeString(file, "\nrelative\n/srv/a\n/srv/a\n");
        assertThat(new ServedList(file).read(), is(List.of(Path.of("/srv/a"))));
    }

    @Test
    public void aPathThatIsNoLineIsRefused() {
        ServedList list = new ServedList(temporary.getRoot().toPath().resolve("repositories"));
        assertThrows(StoreException.class, () -> list.write(List.of(Path.of("/srv/a\nb"))));
    }

    @Test
    public void aFileThatCannotBeReadOrWrittenIsTold() throws Exception {
        Path folder = temporary.newFolder("repositories").toPath();
        Files.createFile(folder.resolve("full"));
        ServedList list = new ServedList(folder);
        assertThrows(StoreException.class, list::read);
        assertThrows(StoreException.class, () -> list.write(List.of()));
    }
}
