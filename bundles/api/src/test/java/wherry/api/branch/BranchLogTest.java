package wherry.api.branch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;

public class BranchLogTest {
    private static <V> void assertReadBack(BranchLog<?, V> log, V value, String text) {
        assertThat(log.valueText(value), is(text));
        assertThat(log.value(text), is(Optional.of(value)));
    }

    @Test
    public void valuesAreWrittenAsGitAnnexWritesThem() {
        assertReadBack(BranchLog.GROUPS, Set.of("b", "a"), "a b");
        assertReadBack(BranchLog.GROUPS, Set.of(), "");
        assertReadBack(BranchLog.TRUST, TrustLevel.DEAD, "X");
        assertReadBack(BranchLog.TRUST, TrustLevel.SEMITRUSTED, "?");
        assertReadBack(BranchLog.MAX_SIZES, 10_000_000_000L, "10000000000");
        assertReadBack(BranchLog.DESCRIPTIONS, "the other  one", "the other  one");
        assertReadBack(
                BranchLog.SPECIAL_REMOTES,
                Map.of("type", "directory", "name", "a b&c \u00e9"),
                "name=a&32;b&38;c&32;\u00e9 type=directory");
    }

    @Test
    public void theTimeStandsWhereGitAnnexWritesIt() {
        for (BranchLog<?, ?> log : List.of(BranchLog.GROUP_WANTED, BranchLog.MAX_SIZES, BranchLog.SETTINGS)) {
            assertThat(log.path(), log.layout(), is(BranchLog.Layout.TIME_FIRST));
        }
        for (BranchLog<?, ?> log : List.of(BranchLog.PREFERRED_CONTENT, BranchLog.REQUIRED_CONTENT, BranchLog.TRUST)) {
            assertThat(log.path(), log.layout(), is(BranchLog.Layout.TIME_LAST));
        }
    }

    @Test
    public void lineEndsInAValueBecomeBlanks() {
        assertThat(BranchLog.DESCRIPTIONS.valueText("one\r\ntwo\nthree"), is("one two three"));
    }

    @Test
    public void aGroupIsOneWord() {
        for (String group : new String[] {"", "a b", "a\nb", "a\u2003b"}) {
            assertThrows(IllegalArgumentException.class, () -> BranchLog.GROUPS.valueText(Set.of(group)));
        }
    }

    @Test
    public void whatMakesNoSenseIsNoValue() {
        assertThat(BranchLog.MAX_SIZES.value("1 GB"), is(Optional.empty()));
        assertThat(BranchLog.TRUST.subject("two words"), is(Optional.empty()));
        assertThat(BranchLog.TRUST.value("?!"), is(Optional.of(TrustLevel.SEMITRUSTED)));
        assertThat(
                BranchLog.SPECIAL_REMOTES.value("a=1&99999999;2&9999999; =x y"),
                is(Optional.of(Map.of("a", "1&99999999;2&9999999;"))));
    }

    @Test
    public void groupsAreSubjectsAsTheirBytes() {
        assertThat(BranchLog.GROUP_WANTED.subjectBytes("\u00e9"), is("\u00c3\u00a9"));
        assertThat(BranchLog.GROUP_WANTED.subject("\u00c3\u00a9"), is(Optional.of("\u00e9")));
        assertThat(BranchLog.TRUST.subject("u"), is(Optional.of(new AnnexUuid("u"))));
    }
}
