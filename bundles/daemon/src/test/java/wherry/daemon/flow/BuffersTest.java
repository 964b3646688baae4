package wherry.daemon.flow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.nio.ByteBuffer;
import org.junit.Test;

public class BuffersTest {
    @Test
    public void aBufferThatWasGivenBackIsLentAgainCleared() {
        Buffers buffers = new Buffers(8, 1);
        ByteBuffer first = buffers.take();
        first.putInt(1);
        ByteBuffer second = buffers.take();
        assertThat(second.capacity(), is(8));
        buffers.give(first);
        buffers.give(second);
        ByteBuffer again = buffers.take();
        assertThat(again, sameInstance(first));
        assertThat(again.remaining(), is(8));
        assertThat(buffers.take().remaining(), is(8));
    }
}
