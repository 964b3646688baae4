package wherry.links;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

public class DescriptorsTest {
    @Test
    public void theLastFifthIsKept() {
        assertThat(Descriptors.scarce(80, 100), is(false));
        assertThat(Descriptors.scarce(81, 100), is(true));
        assertThat("a system that does not tell", Descriptors.scarce(0, 0), is(false));
    }

    @Test
    public void thisProcessHasEnough() {
        assertThat(new Descriptors().scarce(), is(false));
    }
}
