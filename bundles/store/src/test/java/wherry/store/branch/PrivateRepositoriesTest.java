package wherry.store.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Config;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.branch.BranchLog;
import wherry.api.branch.Presence;

public class PrivateRepositoriesTest {
    private static final AnnexUuid SELF = new AnnexUuid("b9930763-0000-4000-8000-00000000000a");
    private static final AnnexUuid HIDDEN = new AnnexUuid("c77af205-0000-4000-8000-00000000000b");
    private static final AnnexUuid OPEN = new AnnexUuid(TestHome.SELF);
    private static final Key KEY = Key.parse("WORM-s1--a").orElseThrow();
    private static final String LOG = BranchPath.locationLog(KEY).text();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestHome home;
    private JournalledBranch branch;

    @Before
    public void open() throws Exception {
        home = TestHome.create(folder.getRoot().toPath());
        home.config.setBoolean("annex", null, "alwayscommit", false);
        home.config.setString("annex", null, "uuid", SELF.value());
        home.config.setBoolean("annex", null, "private", true);
        home.config.setString("remote", "there", "annex-uuid", HIDDEN.value());
        home.config.setString("remote", "there", "annex-private", "yes");
        home.config.setString("remote", "open", "annex-uuid", OPEN.value());
        branch = home.open();
    }

    @After
    public void close() {
        branch.close();
    }

    private String hidden(String journalName) throws Exception {
        Path file = home.annexDirectory().resolve("journal-private").resolve(journalName);
        return file.toFile().exists() ? Files.readString(file) : "";
    }

    private static Config parsed(String text) throws Exception {
        Config config = new Config();
        config.fromText(text);
        return config;
    }

    @Test
    public void areNamedByTheConfiguration() throws Exception {
        assertThat(PrivateRepositories.of(home.config), is(Set.of(SELF.value(), HIDDEN.value())));
        assertThat(PrivateRepositories.of(parsed("[annex]\nprivate\nuuid = u\n")), is(Set.of("u")));
        assertThat(PrivateRepositories.of(parsed("[annex]\nprivate = perhaps\nuuid = u\n")), is(empty()));
        assertThat(PrivateRepositories.of(parsed("[annex]\nprivate = false\nuuid = u\n")), is(empty()));
        assertThat(PrivateRepositories.of(parsed("[remote \"r\"]\nannex-private = true\n")), is(empty()));
    }

    @Test
    public void whatIsRecordedOfThemIsNeverCommitted() throws Exception {
        branch.setPresent(KEY, OPEN, true);
        branch.setPresent(KEY, SELF, true);
        branch.setPresent(KEY, HIDDEN, true);
        branch.record(BranchLog.DESCRIPTIONS, SELF, "secret");
        branch.setNumCopies(3);
        branch.commit();

        assertThat(home.committed(LOG), containsString(" 1 " + OPEN));
        assertThat(home.committed(LOG), not(containsString(SELF.value())));
        assertThat(home.committed(LOG), not(containsString(HIDDEN.value())));
        assertThat(home.committed("uuid.log"), not(containsString("secret")));
        assertThat(home.committed("numcopies.log"), containsString("s 3"));
        assertThat(hidden(LOG.replace('/', '_')), containsString(" 1 " + SELF));
        assertThat(branch.locations(KEY), is(Set.of(OPEN, SELF, HIDDEN)));
        assertThat(branch.values(BranchLog.DESCRIPTIONS), is(Map.of(OPEN, "here", SELF, "secret")));
    }

    @Test
    public void whatIsRecordedOfOthersTakesNothingFromThem() throws Exception {
        branch.setPresent(KEY, SELF, true);
        branch.setPresent(KEY, OPEN, true);
        branch.setPresent(KEY, OPEN, false);
        branch.commit();

        assertThat(home.committed(LOG), not(containsString(SELF.value())));
        assertThat(branch.presence(KEY), equalTo(Map.of(SELF, Presence.PRESENT, OPEN, Presence.MISSING)));
        assertThat(branch.keys(), is(Set.of(KEY)));
    }

    @Test
    public void keysThatOnlyTheyHaveAreKnown() throws Exception {
        branch.setPresent(KEY, SELF, true);

        assertThat(branch.keys(), is(Set.of(KEY)));
        assertThat(home.journalled(), is(empty()));
    }

    @Test
    public void areForgottenOnceNoneIsPrivate() throws Exception {
        branch.record(BranchLog.DESCRIPTIONS, SELF, "secret");
        home.config.unset("annex", null, "private");
        assertThat(branch.values(BranchLog.DESCRIPTIONS), hasKey(SELF));

        home.config.unset("remote", "there", "annex-private");
        assertThat(branch.values(BranchLog.DESCRIPTIONS), not(hasKey(SELF)));
    }
}
