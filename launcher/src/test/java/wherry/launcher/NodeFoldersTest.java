package wherry.launcher;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class NodeFoldersTest {
    private static final String[] NAMES = {"distribution", "state", "configuration", "bundles", "programs", "sockets"};

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Properties properties() {
        Properties properties = new Properties();
        for (String name : NAMES) {
            properties.setProperty(
                    "wherry." + name, temporary.getRoot().toPath().resolve(name).toString());
        }
        return properties;
    }

    private static String permissions(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    @Test
    public void bundlesAreToldTheSameFolders() {
        Properties properties = properties();
        Map<String, String> expected = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> expected.put(name, properties.getProperty(name)));

        assertThat(NodeFolders.of(properties).properties(), is(expected));
    }

    @Test
    public void aFolderThatIsNotNamedIsAnErrorThatNamesIt() {
        Properties properties = properties();
        properties.remove("wherry.sockets");

        Exception error = assertThrows(IllegalStateException.class, () -> NodeFolders.of(properties));

        assertThat(error.getMessage(), containsString("wherry.sockets"));
    }

    @Test
    public void stateAndSocketsAreClosedToOthersEvenIfTheyWereOpen() throws Exception {
        NodeFolders folders = NodeFolders.of(properties());
        Files.createDirectories(folders.sockets());
        Files.setPosixFilePermissions(folders.sockets(), PosixFilePermissions.fromString("rwxrwxrwx"));

        folders.prepare();

        assertThat(permissions(folders.state()), is("rwx------"));
        assertThat(permissions(folders.sockets()), is("rwx------"));
    }

    @Test
    public void aLinkInThePlaceOfTheSocketsFolderIsRefusedAndWhatItLeadsToLeftAlone() throws Exception {
        NodeFolders folders = NodeFolders.of(properties());
        Path precious = temporary.newFolder("precious").toPath();
        String before = permissions(precious);
        Files.createSymbolicLink(folders.sockets(), precious);

        StartException error = assertThrows(StartException.class, folders::prepare);

        assertThat(error.getMessage(), containsString("is a link"));
        assertThat(permissions(precious), is(before));
    }

    @Test
    public void aFileInThePlaceOfAFolderIsSaid() throws IOException {
        NodeFolders folders = NodeFolders.of(properties());
        Files.writeString(folders.state(), "");

        StartException error = assertThrows(StartException.class, folders::prepare);

        assertThat(error.getMessage(), containsString(folders.state().toString()));
        assertThat(error.exitCode(), is(StartException.FAILED));
    }

    @Test
    public void whatTheNodeRunsIsClosedToOthersWhateverTheUmask() throws Exception {
        NodeFolders folders = NodeFolders.of(properties());
        Files.createDirectories(folders.bundles());
        Files.setPosixFilePermissions(folders.bundles(), PosixFilePermissions.fromString("rwxr-xr-x"));

        folders.prepare();

        assertThat(permissions(folders.configuration().resolve("exec")), is("rwx------"));
        for (Path folder : runnable(folders)) {
            assertThat(folder.toString(), permissions(folder), is("rwx------"));
        }
    }

    private static Path[] runnable(NodeFolders folders) {
        return new Path[] {folders.configuration(), folders.bundles(), folders.programs()};
    }

    @Test
    public void folderThatOthersCanWriteToIsRefused() throws Exception {
        NodeFolders folders = NodeFolders.of(properties());
        folders.prepare();
        for (Path folder : runnable(folders)) {
            for (String mode : new String[] {"rwxrwx---", "rwx----w-"}) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));

                StartException error = assertThrows(StartException.class, folders::prepare);

                assertThat(error.getMessage(), containsString("chmod 700 " + folder));
                assertThat(permissions(folder), is(mode));
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        folders.prepare();
    }
}
