package wherry.daemon.notify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.daemon.bench.Git;

public class RefFoldersTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final List<Path> entered = new ArrayList<>();
    private Path gitDirectory;
    private Git git;
    private String id;

    @Before
    public void make() throws Exception {
        git = new Git(temporary.getRoot().toPath());
        git.run("init", "-q");
        id = git.commit("first");
        gitDirectory = temporary.getRoot().toPath().resolve(".git");
    }

    private Map<String, String> read() throws Exception {
        return new RefFolders(gitDirectory, entered::add).read();
    }

    @Test
    public void looseAndPackedRefsAreRead() throws Exception {
        git.run("tag", "-a", "-m", "annotated", "v1");
        String tag = git.run("rev-parse", "v1");
        git.run("pack-refs", "--all");
        git.run("update-ref", "refs/heads/deep/er", id);
        assertThat(read(), is(Map.of("refs/heads/main", id, "refs/tags/v1", tag, "refs/heads/deep/er", id)));
        assertThat(entered, hasItem(gitDirectory.resolve("refs/heads/deep")));
    }

    @Test
    public void aLooseRefCountsBeforeAPackedOne() throws Exception {
        git.run("pack-refs", "--all");
        String second = git.commit("second");
        assertThat(read(), is(Map.of("refs/heads/main", second)));
    }

    @Test
    public void whatAFetchDoesNotBringIsLeftOut() throws Exception {
        git.run("update-ref", "refs/remotes/there/main", id);
        git.run("update-ref", "refs/annex/last-index", id);
        git.run("symbolic-ref", "refs/heads/symbolic", "refs/heads/main");
        Files.writeString(gitDirectory.resolve("refs/heads/main.lock"), id);
        assertThat(read(), is(Map.of("refs/heads/main", id)));
        git.run("pack-refs", "--all");
    }
}
