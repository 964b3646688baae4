package wherry.control;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.Test;

public class SimilarTest {
    private static final List<String> NAMES = List.of("install", "links", "serve", "uninstall", "unserve");

    @Test
    public void slipsOfTheFingerAreUnderstood() {
        assertThat(Similar.to("instal", NAMES), contains("install"));
        assertThat(Similar.to("sevre", NAMES), contains("serve"));
        assertThat(Similar.to("unsreve", NAMES), contains("unserve"));
    }

    @Test
    public void beginningsAreUnderstood() {
        assertThat(Similar.to("un", NAMES), contains("uninstall", "unserve"));
    }

    @Test
    public void otherWordsAndNoWordAreNot() {
        assertThat(Similar.to("frobnicate", NAMES), empty());
        assertThat(Similar.to("", NAMES), empty());
    }

    @Test
    public void editsAreCounted() {
        assertThat(Similar.edits("", ""), is(0));
        assertThat(Similar.edits("abc", ""), is(3));
        assertThat(Similar.edits("kitten", "sitting"), is(3));
        assertThat(Similar.edits("sitting", "kitten"), is(3));
    }
}
