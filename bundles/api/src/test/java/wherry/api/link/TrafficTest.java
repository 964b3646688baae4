package wherry.api.link;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class TrafficTest {
    @Rule
    public final Timeout timeout = Timeout.seconds(20);

    private final Traffic traffic = new Traffic();

    @Test
    public void whatGoesThroughIsCountedEachWay() throws IOException {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel near = SocketChannel.open(server.getLocalAddress());
                SocketChannel far = server.accept()) {
            ByteChannel counted = traffic.counting(near);
            assertThat(counted.write(ByteBuffer.allocate(5)), is(5));
            assertThat(far.write(ByteBuffer.allocate(3)), is(3));
            assertThat(counted.read(ByteBuffer.allocate(10)), is(3));
            far.shutdownOutput();
            assertThat(counted.read(ByteBuffer.allocate(10)), is(-1));
            assertThat(traffic.sent().value(), is(5L));
            assertThat(traffic.received().value(), is(3L));
        }
    }
}
