package wherry.store.create;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.branch.BranchLog;
import wherry.api.store.CreatedAnnex;
import wherry.api.store.Lookup;
import wherry.api.store.NewAnnex;
import wherry.api.store.NewAnnex.NewGit;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.filelocks.PosixFileLocks;
import wherry.store.DirectoryRepositories;

public class AnnexCreationTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Repositories repositories = new DirectoryRepositories(new PosixFileLocks());
    private Path top;

    @Before
    public void makeFolder() throws IOException {
        top = folder.newFolder("repo").toPath().toRealPath();
    }

    private CreatedAnnex create(Optional<String> description, NewGit git) throws StoreException {
        return repositories.create(new Lookup(top, false, Map.of()), new NewAnnex(description, git, true));
    }

    private String description(AnnexUuid uuid) throws StoreException {
        try (Repository repository = repositories.open(top)) {
            return repository.branch().values(BranchLog.DESCRIPTIONS).get(uuid);
        }
    }

    @Test
    public void withoutAGitRepositoryItRefuses() {
        StoreException e = assertThrows(StoreException.class, () -> create(Optional.empty(), NewGit.NONE));
        assertThat(e.getMessage(), containsString("not in a git repository"));
        assertThat(top.toFile().list().length, is(0));
    }

    @Test
    public void makesAGitRepositoryFirst() throws Exception {
        CreatedAnnex made = create(Optional.of("mine"), NewGit.WITH_WORK_TREE);

        assertThat(made.gitDirectory(), is(top.resolve(".git")));
        assertThat(description(made.uuid()), is("mine"));
        assertThat(Files.readString(top.resolve(".git/HEAD")), startsWith("ref: refs/heads/"));
        assertThat(Files.isExecutable(top.resolve(".git/hooks/pre-commit")), is(true));
        assertThat(Files.readString(top.resolve(".git/info/attributes")), is("\n* filter=annex\n"));
    }

    @Test
    public void aBareOneGetsNoFilter() throws Exception {
        CreatedAnnex made = create(Optional.empty(), NewGit.BARE);

        assertThat(made.gitDirectory(), is(top));
        assertThat(Files.exists(top.resolve("info/attributes")), is(false));
        assertThat(top.resolve("hooks").toFile().list(), is(new String[] {"pre-push"}));
        assertThat(description(made.uuid()), containsString("@"));
    }

    @Test
    public void aSecondTimeNothingChangesButTheDescription() throws Exception {
        CreatedAnnex first = create(Optional.of("one"), NewGit.WITH_WORK_TREE);
        String config = Files.readString(top.resolve(".git/config"));

        assertThat(create(Optional.empty(), NewGit.NONE), is(first));
        assertThat(description(first.uuid()), is("one"));
        assertThat(create(Optional.of("two"), NewGit.WITH_WORK_TREE), is(first));

        assertThat(description(first.uuid()), is("two"));
        assertThat(Files.readString(top.resolve(".git/config")), is(config));
    }

    @Test
    public void whatIsMissingIsAdded() throws Exception {
        CreatedAnnex first = create(Optional.of("one"), NewGit.WITH_WORK_TREE);
        Files.delete(top.resolve(".git/hooks/post-merge"));
        Files.writeString(top.resolve(".git/info/attributes"), "*.c text\n* filter=annex\n");

        create(Optional.empty(), NewGit.NONE);

        assertThat(Files.exists(top.resolve(".git/hooks/post-merge")), is(true));
        assertThat(Files.readString(top.resolve(".git/info/attributes")), is("*.c text\n* filter=annex\n"));
        assertThat(description(first.uuid()), is("one"));
    }

    @Test
    public void otherVersionsAreLeftAlone() throws Exception {
        create(Optional.of("one"), NewGit.WITH_WORK_TREE);
        Path config = top.resolve(".git/config");
        Files.writeString(config, Files.readString(config).replace("version = 10", "version = 8"));

        StoreException e = assertThrows(StoreException.class, () -> create(Optional.empty(), NewGit.NONE));
        assertThat(e.getMessage(), containsString("git annex upgrade"));
    }

    @Test
    public void hooksDoWithoutGitAnnexWhereItIsMissing() throws Exception {
        repositories.create(
                new Lookup(top, false, Map.of()), new NewAnnex(Optional.empty(), NewGit.WITH_WORK_TREE, false));
        Path hook = top.resolve(".git/hooks/pre-commit");
        assertThat(Files.readString(hook), containsString("if command -v git-annex"));

        assertThat(Files.readString(top.resolve(".git/config")), containsString("else cat; fi"));

        create(Optional.empty(), NewGit.NONE);
        assertThat(Files.readString(top.resolve(".git/config")), containsString("process = git-annex filter-process"));
        assertThat(Files.readString(top.resolve(".git/config")), not(containsString("cat")));
        assertThat(
                Files.readString(hook),
                is("#!/bin/sh\n# automatically configured by git-annex\ngit annex pre-commit .\n"));
    }

    @Test
    public void aDescriptionIsOneLine() {
        assertThrows(IllegalArgumentException.class, () -> new NewAnnex(Optional.of("a\nb"), NewGit.NONE, true));
    }
}
