package wherry.store.git;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import wherry.api.annex.StoreException;
import wherry.api.store.Lookup;
import wherry.api.store.Settings;
import wherry.store.TestAnnex;

public class GitSettingsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path home;
    private TestAnnex annex;
    private Settings settings;

    @Before
    public void open() throws Exception {
        home = folder.newFolder("home").toPath().toRealPath();
        annex = TestAnnex.create(folder.newFolder("repo").toPath());
        Map<String, String> environment = Map.of("HOME", home.toString(), "GIT_CONFIG_SYSTEM", home + "/system");
        settings = new GitSettings(Discovery.find(new Lookup(annex.top, false, environment)), environment);
    }

    @Test
    public void filesCountInGitsOrder() throws Exception {
        Files.writeString(home.resolve("system"), "[annex]\n a = system\n b = system\n");
        Files.createDirectories(home.resolve(".config/git"));
        Files.writeString(home.resolve(".config/git/config"), "[annex]\n a = xdg\n");
        Files.writeString(home.resolve(".gitconfig"), "[annex]\n a = home\n");
        annex.git("config", "annex.a", "repo");
        assertThat(settings.values("annex.a"), is(List.of("system", "xdg", "home", "repo")));
        assertThat(settings.value("annex.b"), is(Optional.of("system")));
        assertThat(settings.value("annex.c"), is(Optional.empty()));
    }

    @Test
    public void aValueMayBeEmptyOrMissing() throws Exception {
        Files.writeString(home.resolve(".gitconfig"), "[annex]\n e =\n e = x\n e\n");
        assertThat(settings.values("annex.e"), is(List.of("", "x", "")));
    }

    @Test
    public void whatTheCallerSetsForOneCommandCountsMost() throws Exception {
        annex.git("config", "annex.a", "repo");
        Map<String, String> environment = Map.of(
                "HOME",
                home.toString(),
                "GIT_CONFIG_COUNT",
                "1",
                "GIT_CONFIG_KEY_0",
                "annex.a",
                "GIT_CONFIG_VALUE_0",
                "command",
                "GIT_CONFIG_PARAMETERS",
                "'annex.b'=");
        GitSettings called = new GitSettings(Discovery.find(annex.lookup()), environment);
        assertThat(called.values("annex.a"), is(List.of("repo", "command")));
        assertThat(called.value("annex.b"), is(Optional.of("true")));
        for (String bogus : List.of("'a.b", "a.b=c", "'a.b'='", "'ab'='c'")) {
            Map<String, String> spoilt = Map.of("GIT_CONFIG_PARAMETERS", bogus);
            GitSettings unreadable = new GitSettings(Discovery.find(annex.lookup()), spoilt);
            assertThrows(bogus, StoreException.class, () -> unreadable.value("annex.a"));
        }
    }

    @Test
    public void subsectionsAreFound() throws Exception {
        annex.git("config", "remote.my.Host.url", "p2p-annex::foo:x");
        assertThat(settings.value("remote.my.Host.url"), is(Optional.of("p2p-annex::foo:x")));
        assertThat(settings.value("Remote.my.Host.URL"), is(Optional.of("p2p-annex::foo:x")));
        assertThat(settings.value("remote.my.host.url"), is(Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> settings.value("nodot"));
    }

    @Test
    public void changesAreSeenAtOnce() throws Exception {
        assertThat(settings.value("annex.x"), is(Optional.empty()));
        for (int i = 0; i < 20; i++) {
            annex.git("config", "annex.x", "v" + i);
            assertThat(settings.value("annex.x"), is(Optional.of("v" + i)));
        }
        Files.writeString(home.resolve(".gitconfig"), "[annex]\n y = new\n");
        assertThat(settings.value("annex.y"), is(Optional.of("new")));
    }

    @Test
    public void includedFilesCountAndAreWatched() throws Exception {
        Files.writeString(home.resolve(".gitconfig"), "[include]\n path = more\n[include]\n path = ~/most\n");
        assertThat(settings.value("annex.z"), is(Optional.empty()));
        Files.writeString(home.resolve("more"), "[annex]\n z = more\n");
        assertThat(settings.value("annex.z"), is(Optional.of("more")));
        Files.writeString(home.resolve("most"), "[annex]\n z = most\n");
        assertThat(settings.values("annex.z"), is(List.of("more", "most")));
    }

    @Test
    public void conditionalIncludesCountWhereTheyHold() throws Exception {
        Files.writeString(home.resolve("in"), "[annex]\n here = yes\n");
        Files.writeString(home.resolve("out"), "[annex]\n there = yes\n");
        Files.writeString(
                home.resolve(".gitconfig"),
                "[includeIf \"gitdir:" + annex.top.getParent() + "/\"]\n path = in\n"
                        + "[includeIf \"gitdir:/elsewhere/\"]\n path = out\n[includeIf \"onbranch:main\"]\n path = out\n");
        assertThat(settings.value("annex.here"), is(Optional.of("yes")));
        assertThat(settings.value("annex.there"), is(Optional.empty()));
        Files.writeString(home.resolve(".gitconfig"), "[includeIf \"gitdir/i:REPO/.git\"]\n path = in\n");
        assertThat(settings.value("annex.here"), is(Optional.of("yes")));
    }

    @Test
    public void whatIsSetHereGitReads() throws Exception {
        Path config = annex.top.resolve(".git/config");
        Files.writeString(config, Files.readString(config) + "# a comment\n[annex]\n many = 1\n many = 2\n");
        settings.set("annex.many", "with \"quotes\" and # hash");
        settings.set("remote.new.one.url", "x");
        assertThat(annex.git("config", "--get-all", "annex.many"), is("with \"quotes\" and # hash"));
        assertThat(annex.git("config", "remote.new.one.url"), is("x"));
        assertThat(settings.value("annex.many"), is(Optional.of("with \"quotes\" and # hash")));
        assertThat(Files.readString(config), containsString("# a comment"));
        assertThat(Files.exists(annex.top.resolve(".git/config.lock")), is(false));
    }

    @Test
    public void anotherWritersLockIsRespected() throws Exception {
        Files.createFile(annex.top.resolve(".git/config.lock"));
        StoreException refusal = assertThrows(StoreException.class, () -> settings.set("annex.x", "1"));
        assertThat(refusal.getMessage(), containsString("config.lock"));
        assertThat(Files.exists(annex.top.resolve(".git/config.lock")), is(true));
    }

    @Test
    public void brokenFileIsAnErrorThatNamesTheRepository() throws Exception {
        Files.writeString(home.resolve(".gitconfig"), "[annex\n");
        StoreException refusal = assertThrows(StoreException.class, () -> settings.value("annex.x"));
        assertThat(refusal.getMessage(), containsString(annex.top.toString()));
    }

    @Test
    public void filesThatIncludeEachOtherWithoutEndAreAnError() throws Exception {
        for (String include : new String[] {"[include]", "[includeIf \"gitdir:/**\"]"}) {
            String twice = include + "\n\tpath = loop\n\tpath = loop\n";
            Files.writeString(home.resolve(".gitconfig"), twice);
            Files.writeString(home.resolve("loop"), twice);
            StoreException refusal = assertThrows(StoreException.class, () -> settings.value("annex.x"));
            assertThat(
                    refusal.getMessage(),
                    anyOf(
                            containsString(home.resolve("loop").toString()),
                            containsString("Cannot read file loop: Too many recursions")));
        }
    }

    @Test
    public void fileThatIsTooLongOrNoFileIsAnErrorThatNamesIt() throws Exception {
        Path file = home.resolve(".gitconfig");
        Files.writeString(file, "#" + "x".repeat(9 << 20));
        StoreException refusal = assertThrows(StoreException.class, () -> settings.value("annex.x"));
        assertThat(refusal.getMessage(), containsString(file.toString()));
        Files.delete(file);
        Files.createDirectory(file);
        assertThrows(StoreException.class, () -> settings.value("annex.x"));
    }
}
