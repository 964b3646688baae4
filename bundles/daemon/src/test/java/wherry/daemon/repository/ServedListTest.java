package wherry.daemon.repository;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.ServeMode;
import wherry.api.annex.StoreException;

public class ServedListTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void whatIsWrittenIsReadInOrder() throws Exception {
        ServedList list = new ServedList(temporary.getRoot().toPath().resolve("new/repositories"));
        assertThat(list.read(), is(Map.of()));
        Map<Path, ServeMode> served = new LinkedHashMap<>();
        served.put(Path.of("/srv/b"), ServeMode.READ_WRITE);
        served.put(Path.of("/srv/a with blank"), ServeMode.NO_PUSH);
        list.write(served);
        assertThat(List.copyOf(list.read().entrySet()), is(List.copyOf(served.entrySet())));
        list.write(Map.of());
        assertThat(list.read(), is(Map.of()));
    }

    @Test
    public void whatIsNoAbsolutePathIsLeftOut() throws Exception {
        Path file = temporary.getRoot().toPath().resolve("repositories");
        Files.writeString(file, "\nrelative\n/srv/a\n/srv/a\nread-only b\nwrite-only /srv/c\n");
        assertThat(new ServedList(file).read(), is(Map.of(Path.of("/srv/a"), ServeMode.READ_WRITE)));
    }

    @Test
    public void aPathThatIsNoLineIsRefused() {
        ServedList list = new ServedList(temporary.getRoot().toPath().resolve("repositories"));
        assertThrows(StoreException.class, () -> list.write(Map.of(Path.of("/srv/a\nb"), ServeMode.READ_WRITE)));
    }

    @Test
    public void aFileThatCannotBeReadOrWrittenIsTold() throws Exception {
        Path folder = temporary.newFolder("repositories").toPath();
        Files.createFile(folder.resolve("full"));
        ServedList list = new ServedList(folder);
        assertThrows(StoreException.class, list::read);
        assertThrows(StoreException.class, () -> list.write(Map.of()));
    }
}
