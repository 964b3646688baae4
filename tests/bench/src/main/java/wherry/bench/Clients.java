package wherry.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wherry.kit.programs.Surroundings;
import wherry.shared.channel.StreamChannel;

/** Connects raw clients, each for a limited time. */
final class Clients {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long GOING_MILLIS = 2000;
    private static final List<String> VARIABLES = List.of("PATH", "HOME", "TMPDIR", "LANG", "WHERRY_HOME", "JAVA_HOME");

    private final Watchdog watchdog;

    Clients(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /** A client that is let in and ready for requests; the caller closes it. */
    RawClient connect(Door door) throws IOException {
        RawClient client = admitted(door, true);
        return ready(client);
    }

    /** A client that is let in and asks for nothing; the caller closes it. */
    RawClient connectIdle(Door door) throws IOException {
        return admitted(door, false);
    }

    private RawClient admitted(Door door, boolean forContent) throws IOException {
        SocketChannel channel = open(door);
        return admitted(new RawClient(channel, watchdog.watch(channel, LIMIT), forContent), door);
    }

    /** As {@link #connect}, but through the network's program, as git-annex does. */
    RawClient connectThroughProgram(Door door) throws IOException {
        return ready(startProgram(door));
    }

    /** Starts the network's program and returns once the server has let it in. */
    RawClient startProgram(Door door) throws IOException {
        Process program = process(door).start();
        ByteChannel channel =
                new StreamChannel(program.getInputStream(), program.getOutputStream(), () -> end(program));
        return admitted(new RawClient(channel, watchdog.watch(channel, LIMIT), true), door);
    }

    private static void end(Process program) {
        try {
            program.getOutputStream().close();
            if (!program.waitFor(GOING_MILLIS, TimeUnit.MILLISECONDS)) {
                program.destroyForcibly();
            }
        } catch (IOException e) {
            program.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            program.destroyForcibly();
        }
    }

    private static RawClient admitted(RawClient client, Door door) throws IOException {
        try {
            client.authenticate(door.token());
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private static RawClient ready(RawClient client) throws IOException {
        try {
            client.agreeOnVersion();
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private static SocketChannel open(Door door) throws IOException {
        boolean tcp = door.socket() instanceof InetSocketAddress;
        SocketChannel channel = tcp ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(door.socket());
            if (tcp) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static ProcessBuilder process(Door door) {
        Surroundings surroundings = door.server().clients();
        ProcessBuilder builder = new ProcessBuilder(
                        program(surroundings, "git-annex-p2p-" + door.netname()), door.address())
                .directory(door.server().repository().folder().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        for (String name : VARIABLES) {
            if (!surroundings.variable(name).isEmpty()) {
                builder.environment().put(name, surroundings.variable(name));
            }
        }
        return builder;
    }

    private static String program(Surroundings surroundings, String name) {
        for (String folder : surroundings.variable("PATH").split(File.pathSeparator, -1)) {
            File file = new File(folder, name);
            if (file.canExecute()) {
                return file.getPath();
            }
        }
        throw new IllegalStateException(name + " is not on the PATH");
    }
}
