package wherry.api.annex;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.Test;

public class ServeModeTest {
    @Test
    public void twoAllowWhatBothAllow() {
        assertThat(ServeMode.READ_WRITE.and(ServeMode.READ_WRITE), is(ServeMode.READ_WRITE));
        assertThat(ServeMode.READ_WRITE.and(ServeMode.NO_PUSH), is(ServeMode.NO_PUSH));
        assertThat(ServeMode.READ_ONLY.and(ServeMode.APPEND_ONLY), is(ServeMode.READ_ONLY));
        assertThat(ServeMode.NO_PUSH.and(ServeMode.APPEND_ONLY), is(ServeMode.APPEND_ONLY));
    }

    @Test
    public void eachHasAWord() {
        for (ServeMode mode : ServeMode.values()) {
            assertThat(ServeMode.of(mode.word()), is(Optional.of(mode)));
        }
        assertThat(ServeMode.NO_PUSH.word(), is("no-push"));
        assertThat(ServeMode.of("READ_ONLY"), is(Optional.empty()));
        assertThat(ServeMode.of(""), is(Optional.empty()));
    }
}
