package wherry.daemon.notify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class NewIdsTest {
    private final NewIds ids = new NewIds();

    @Test
    public void nothingNewIsNothingToTell() {
        ids.add(Map.of("refs/heads/a", "1"), Map.of("refs/heads/a", "1"));
        assertThat(ids.take(), is(Optional.empty()));
    }

    @Test
    public void oneNewIdIsTold() {
        ids.add(Map.of("refs/heads/a", "1"), Map.of("refs/heads/a", "2", "refs/heads/b", "2"));
        assertThat(ids.take(), is(Optional.of(List.of("2"))));
        assertThat(ids.take(), is(Optional.empty()));
    }

    @Test
    public void ofTwoNewIdsOneThatThePeerKnowsWouldHideTheOther() {
        ids.add(Map.of(), Map.of("refs/heads/a", "1"));
        ids.add(Map.of("refs/heads/a", "1"), Map.of("refs/heads/a", "2"));
        assertThat(ids.take(), is(Optional.of(List.of())));
        assertThat(ids.take(), is(Optional.empty()));
    }

    @Test
    public void aKnownIdUnderANewNameMustBeFetchedToo() {
        ids.add(Map.of("refs/heads/a", "1"), Map.of("refs/heads/a", "1", "refs/heads/b", "1"));
        assertThat(ids.take(), is(Optional.of(List.of())));
    }

    @Test
    public void aRefThatGoesIsNoNews() {
        ids.add(Map.of("refs/heads/a", "1", "refs/heads/b", "2"), Map.of("refs/heads/a", "1"));
        assertThat(ids.take(), is(Optional.empty()));
    }
}
