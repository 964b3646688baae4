package wherry.store.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import wherry.api.annex.Key;
import wherry.store.AnnexRepository;
import wherry.store.TestAnnex;

public class ContentHooksTest {
    private static final String TEXT = "some content\n";
    private static final Key KEY = TestAnnex.sha256(TEXT);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private TestAnnex annex;
    private Path log;

    @Before
    public void create() throws Exception {
        annex = TestAnnex.create(folder.newFolder("it's a repo").toPath());
        log = folder.getRoot().toPath().resolve("log");
    }

    private List<String> logged() throws IOException {
        List<String> lines = Files.readAllLines(log);
        Files.delete(log);
        return lines.stream()
                .map(line -> line.replace(annex.place(KEY).file().toString(), "FILE")
                        .replace(annex.place(KEY).folder().toString(), "FOLDER"))
                .toList();
    }

    private void putAndRemove() throws Exception {
        try (AnnexRepository repository = annex.open()) {
            assertThat(TestAnnex.put(repository, KEY, TEXT), is(true));
            // SOURCE: the order in which git-annex 10.20261026 runs them.
            assertThat(logged(), contains("thaw FOLDER", "freeze FILE", "freeze FOLDER"));
            assertThat(repository.content().remove(KEY, OptionalLong.empty()).done(), is(true));
            assertThat(logged(), contains("thaw FOLDER", "thaw FILE", "erase FILE"));
        }
        assertThat(Files.exists(annex.place(KEY).folder()), is(false));
    }

    @Test
    public void commandsRunWithThePathQuoted() throws Exception {
        annex.git("config", "annex.freezecontent-command", "echo freeze %path >>" + log);
        annex.git("config", "annex.thawcontent-command", "echo thaw %path >>" + log);
        annex.git("config", "annex.secure-erase-command", "echo erase %file >>" + log);
        putAndRemove();
    }

    @Test
    public void gitHooksRunInsteadOfCommands() throws Exception {
        annex.git("config", "annex.thawcontent-command", "echo wrong %path >>" + log);
        for (String[] hook : new String[][] {
            {"freezecontent-annex", "freeze"}, {"thawcontent-annex", "thaw"}, {"secure-erase-annex", "erase"}
        }) {
            Path file = Files.createDirectories(annex.top.resolve(".git/hooks")).resolve(hook[0]);
            Files.writeString(file, "#!/bin/sh\necho " + hook[1] + " \"$1\" >>" + log + "\n");
            Sharing.setMode(file, 0755);
        }
        putAndRemove();
    }

    @Test
    public void whatAHookAnswersChangesNothing() throws Exception {
        annex.git("config", "annex.freezecontent-command", "false");
        annex.git("config", "annex.thawcontent-command", "no-such-program %path");
        try (AnnexRepository repository = annex.open()) {
            assertThat(TestAnnex.put(repository, KEY, TEXT), is(true));
            assertThat(Sharing.mode(annex.place(KEY).file()), is(0444));
            assertThat(repository.content().remove(KEY, OptionalLong.empty()).done(), is(true));
        }
    }
}
