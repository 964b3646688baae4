package wherry.daemon.serve;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.daemon.bench.Git;
import wherry.daemon.bench.RawPeer;

public class ConnectTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(120);

    private Git git;
    private ServedAnnex served;

    @Before
    public void serve() throws Exception {
        git = new Git(temporary.getRoot().toPath());
        git.run("init", "-q");
        git.commit("first");
        served = new ServedAnnex(
                temporary.getRoot().toPath(),
                temporary.newFolder("state").toPath().resolve("repositories"));
    }

    @After
    public void end() {
        served.close();
    }

    /** All that comes, DATA and lines, till the server ends. */
    private static List<String> rest(RawPeer peer) throws IOException {
        List<String> heard = new ArrayList<>();
        String line = peer.line();
        while (!line.endsWith("<end>")) {
            if (line.startsWith("DATA ")) {
                heard.add(peer.bytes(Integer.parseInt(line.substring(5))));
            } else {
                heard.add(line);
            }
            line = peer.line();
        }
        return heard;
    }

    @Test
    public void allOutputComesBeforeTheEndWhichIsSaidTwice() throws Exception {
        String head = git.run("rev-parse", "HEAD");
        try (RawPeer peer = served.peer()) {
            peer.say("CONNECT git-upload-pack\nDATA 4\n0000");
            List<String> heard = rest(peer);
            assertThat(heard.get(0), containsString(head + " HEAD"));
            assertThat(heard.subList(heard.size() - 2, heard.size()), is(List.of("CONNECTDONE 0", "CONNECTDONE 0")));
        }
        served.awaitQuiet();
    }

    @Test
    public void aSlowReaderGetsAll() throws Exception {
        String head = git.run("rev-parse", "HEAD");
        StringBuilder packed = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
        for (int i = 10_000; i < 40_000; i++) {
            packed.append(head)
                    .append(" refs/tags/a-tag-with-a-rather-long-name-")
                    .append(i)
                    .append('\n');
        }
        Files.writeString(temporary.getRoot().toPath().resolve(".git/packed-refs"), packed);
        try (RawPeer peer = served.peer()) {
            peer.say("CONNECT git-upload-pack\nDATA 4\n0000");
            // The service has ended long before its output is read.
            Thread.sleep(1500);
            String all = String.join("", rest(peer));
            assertThat(all, containsString("a-tag-with-a-rather-long-name-39999"));
            assertThat(all, endsWith("0000CONNECTDONE 0CONNECTDONE 0"));
        }
    }

    @Test
    public void theEndIsHeardThoughThePeerGoesOnTalking() throws Exception {
        try (RawPeer peer = served.peer()) {
            peer.say("CONNECT git-upload-pack\nDATA 4\n0000");
            for (int i = 0; i < 20; i++) {
                peer.say("DATA 4\nmore".repeat(2000));
                Thread.sleep(10);
            }
            List<String> heard = rest(peer);
            assertThat(heard.subList(heard.size() - 2, heard.size()), is(List.of("CONNECTDONE 0", "CONNECTDONE 0")));
        }
        served.awaitQuiet();
    }

    @Test
    public void aServiceThatFailsTellsItsExitCode() throws Exception {
        try (RawPeer peer = served.peer()) {
            peer.say("CONNECT git-upload-pack\nDATA 4\nxxxx");
            List<String> heard = rest(peer);
            assertThat(heard.get(heard.size() - 1), is("CONNECTDONE 128"));
        }
    }

    @Test
    public void aServiceThatDoesNotStartSaysSoToGit() throws Exception {
        try (RawPeer peer = served.peer()) {
            served.threads.fill();
            peer.say("CONNECT git-upload-pack\n");
            List<String> heard = rest(peer);
            assertThat(heard.get(0).substring(4), startsWith("ERR "));
            assertThat(heard.get(1), is("CONNECTDONE 1"));
        }
    }
}
