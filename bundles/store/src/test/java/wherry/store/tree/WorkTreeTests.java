package wherry.store.tree;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.tree.WorkTree;

/** A git repository in a throwaway folder, and its working tree as the store sees it. */
abstract class WorkTreeTests {
    static final Key KEY = Key.parse("SHA256E-s5--2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824.t")
            .orElseThrow();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    Path top;
    WorkTree tree;

    @Before
    public void open() throws Exception {
        top = folder.newFolder("repo").toPath().toRealPath();
        git("init", "-q");
        tree = new GitWorkTrees().open(top);
    }

    @After
    public void close() {
        tree.close();
    }

    final String git(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).directory(top.toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS), is(true));
        assertThat(process.exitValue(), is(0));
        return output;
    }

    final void write(String name, String content) throws IOException {
        Path file = top.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    final List<String> unadded(String... paths) throws StoreException {
        return tree.unadded(List.of(paths), false).files().stream()
                .map(file -> file.where().path())
                .toList();
    }
}
