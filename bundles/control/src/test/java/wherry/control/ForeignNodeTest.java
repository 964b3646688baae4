package wherry.control;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Somebody else who waits where the user's node should answer gets nothing from either relay. */
public class ForeignNodeTest extends RelayCases {
    private static final String OTHER_USER = "65534";

    /** Listens, says when it does, and writes how many bytes came. */
    private static final String LISTENER = """
            use Socket;
            socket(S, AF_UNIX, SOCK_STREAM, 0) && bind(S, pack_sockaddr_un($ARGV[0])) && listen(S, 9) or die $!;
            $| = 1;
            print "listening\\n";
            accept(C, S);
            my $n = sysread C, my $data, 65536;
            print "got ", $n // 0, "\\n";
            """;

    public ForeignNodeTest(RelayKind kind) {
        super(kind);
    }

    private Path run() {
        return control.socket().getParent();
    }

    private static void setMode(Path folder, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    private void assertRefused(String why) throws Exception {
        Process call = start("wherry", "status");

        assertThat(call.waitFor(20, TimeUnit.SECONDS), is(true));
        assertThat(stderr(), containsString(why));
        assertThat(stderr(), containsString("set WHERRY_HOME"));
        assertThat(call.exitValue(), is(1));
    }

    @Test
    public void nothingIsSentToAnotherUserWhoAnswers() throws Exception {
        assumeTrue("only root can become another user", "root".equals(System.getProperty("user.name")));
        control.close();
        setMode(folder.getRoot().toPath(), "rwxrwxrwx");
        setMode(run(), "rwxrwxrwx");
        Process other = start(new ProcessBuilder(List.of(
                "setpriv",
                "--reuid=" + OTHER_USER,
                "--clear-groups",
                "perl",
                "-e",
                LISTENER,
                control.socket().toString())));
        assertThat(other.inputReader().readLine(), is("listening"));
        setMode(run(), "rwx------");

        assertRefused("it is not your node that answers");
        assertThat(other.inputReader().readLine(), is("got 0"));
    }

    @Test
    public void aFolderOfAnotherUserIsRefused() throws Exception {
        assumeTrue("only root can give folders away", "root".equals(System.getProperty("user.name")));
        Files.setAttribute(run(), "unix:uid", Integer.valueOf(OTHER_USER));

        assertRefused("belongs to another user");
    }

    @Test
    public void aFolderThatOthersCanWriteToIsRefused() throws Exception {
        for (String permissions : new String[] {"rwxrwx---", "rwx----w-"}) {
            setMode(run(), permissions);
            assertRefused("others can write");
        }
    }

    @Test
    public void aLinkToAFolderIsRefused() throws Exception {
        Path real = run().resolveSibling("real");
        Files.move(run(), real);
        Files.createSymbolicLink(run(), real);

        assertRefused("is not a folder");
    }
}
