package wherry.transport.unix;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.transport.api.TransportException;

public class SocketPlaceTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theSocketIsInTheSitesFolderByDefault() throws Exception {
        FolderSite site = FolderSite.in(root());
        assertThat(SocketPlace.of(site), is(root().resolve("socket")));
    }

    @Test
    public void theAddressIsKept() throws Exception {
        FolderSite site = FolderSite.in(root());
        SocketPlace.of(site);
        Files.writeString(root().resolve("address"), "/told/to/peers\n");
        assertThat(SocketPlace.of(site), is(Path.of("/told/to/peers")));
    }

    @Test
    public void aFolderOfTheUsersChoiceCounts() throws Exception {
        FolderSite site = new FolderSite(root(), Map.of("folder", List.of("/overruled", "/srv/peers")));
        assertThat(SocketPlace.of(site), is(Path.of("/srv/peers/f6a3f4e0-site")));
    }

    @Test
    public void aFolderThatCannotBeUsedIsASentenceThatNamesTheSetting() {
        FolderSite site = new FolderSite(root(), Map.of("folder", List.of("not/absolute")));
        TransportException e = assertThrows(TransportException.class, () -> SocketPlace.of(site));
        assertThat(e.getMessage(), startsWith("the git setting annex.p2p-unix-folder cannot be not/absolute"));
    }

    @Test
    public void aPathThatIsTooLongOrHasASpaceGivesWayToAShortOne() throws Exception {
        for (String name : List.of("x".repeat(100), "with space")) {
            Path state = folder.newFolder(name).toPath();
            Path place = SocketPlace.of(FolderSite.in(state));
            assertThat(place.toString(), containsString("/wherry-unix-"));
            assertThat(SocketPlace.of(FolderSite.in(state)), is(place));
        }
    }

    @Test
    public void theFolderIsMadePrivateWhereItIsMissing() throws Exception {
        FolderSite site = FolderSite.in(root());
        Path socket = root().resolve("new").resolve("socket");
        SocketPlace.makeFolder(site, socket);
        SocketPlace.makeFolder(site, socket);
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.resolveSibling(""))),
                is("rwx------"));
    }

    @Test
    public void aFolderThatCannotBeMadeIsASentence() throws Exception {
        Path inTheWay = Files.writeString(root().resolve("file"), "");
        TransportException e = assertThrows(
                TransportException.class,
                () -> SocketPlace.makeFolder(FolderSite.in(root()), inTheWay.resolve("socket")));
        assertThat(e.getMessage(), containsString("cannot make the folder"));
    }

    @Test
    public void aLinkThatSomebodyElseHasPutInThePlaceOfTheFolderIsRefused() throws Exception {
        assumeTrue("only root can give links away", "root".equals(System.getProperty("user.name")));
        Path link = Files.createSymbolicLink(
                root().resolve("link"), folder.newFolder("ours").toPath());
        Files.setAttribute(link, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);

        TransportException e = assertThrows(
                TransportException.class, () -> SocketPlace.makeFolder(FolderSite.in(root()), link.resolve("socket")));
        assertThat(e.getMessage(), containsString("belongs to another user"));
    }

    private Path root() {
        return folder.getRoot().toPath();
    }
}
