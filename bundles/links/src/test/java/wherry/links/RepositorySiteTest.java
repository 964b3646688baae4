package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.AnnexUuid;
import wherry.kit.MemoryRepository;
import wherry.transport.api.TransportException;

public class RepositorySiteTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void settingsAreThoseOfTheNetwork() throws Exception {
        MemoryRepository repository = repository("a-b");
        repository.settings().set("annex.p2p-tcpip-listen", List.of("one", "two"));
        repository.settings().set("annex.p2p-tor-listen", "three");
        RepositorySite site = new RepositorySite(repository, "tcpip");
        assertThat(site.settings("listen"), contains("one", "two"));
        assertThat(site.settings("address"), is(empty()));
    }

    @Test
    public void theNameIsTheUuidInLettersDigitsAndDashes() {
        assertThat(new RepositorySite(repository("0a6f-11"), "tcpip").name(), is("0a6f-11"));
        assertThat(new RepositorySite(repository("../odd:one"), "tcpip").name(), is("---odd-one"));
    }

    @Test
    public void itsFolderIsWhereTheUserWorks() {
        MemoryRepository repository = repository("a");
        assertThat(
                new RepositorySite(repository, "tcpip").folder(),
                is(repository.gitDirectory().getParent()));
    }

    @Test
    public void theStateFolderIsPrivateAndMadePrivateAgain() throws Exception {
        RepositorySite site = new RepositorySite(repository("a"), "tcpip");
        Path state = site.state();
        assertThat(state.endsWith(Path.of(".git", "annex", "wherry", "tcpip")), is(true));
        assertThat(permissions(state), is("rwx------"));
        assertThat(permissions(state.getParent()), is("rwx------"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(permissions(site.state()), is("rwx------"));
    }

    @Test
    public void aStateFolderThatCannotBeMadeIsASentence() throws Exception {
        MemoryRepository repository = repository("a");
        Files.createDirectories(repository.annexDirectory());
        Files.writeString(repository.annexDirectory().resolve("wherry"), "in the way");
        TransportException e =
                assertThrows(TransportException.class, () -> new RepositorySite(repository, "tcpip").state());
        assertThat(e.getMessage(), containsString("cannot make the folder"));
    }

    private MemoryRepository repository(String uuid) {
        return new MemoryRepository(folder.getRoot().toPath(), new AnnexUuid(uuid));
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
