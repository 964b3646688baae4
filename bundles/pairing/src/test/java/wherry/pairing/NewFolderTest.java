package wherry.pairing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.peer.PeerAddress;

public class NewFolderTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private static String name(String address) {
        return NewFolder.nameFor(PeerAddress.parse(address).orElseThrow());
    }

    @Test
    public void aCloneIsCalledAfterThePeersHost() {
        assertThat(name("tcpip:example.org:7000"), is("example.org"));
        assertThat(name("tcpip:[2001:db8::1]:7000"), is("2001-db8-1"));
        assertThat(name("tor:abcdef.onion:12345"), is("abcdef.onion"));
        assertThat(name("unix:/run/user/1000/annex.sock"), is("annex.sock"));
        assertThat(name("unix:/.."), is("unix"));
        assertThat(name("unix:-rf"), is("rf"));
    }

    @Test
    public void aLinkInWhatIsRemovedIsNotFollowed() throws IOException {
        Path other = temporary.newFile("other").toPath();
        Path elsewhere = temporary.newFolder("elsewhere").toPath();
        Files.createFile(elsewhere.resolve("file"));
        Path path = temporary.getRoot().toPath().resolve("new");
        try (NewFolder made = new NewFolder(path)) {
            Files.createDirectories(made.path().resolve("deep/er"));
            Files.createSymbolicLink(path.resolve("deep/file"), other);
            Files.createSymbolicLink(path.resolve("deep/folder"), elsewhere);
        }
        assertThat(Files.exists(path), is(false));
        assertThat(Files.exists(other), is(true));
        assertThat(Files.exists(elsewhere.resolve("file")), is(true));
    }
}
