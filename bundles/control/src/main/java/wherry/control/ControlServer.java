package wherry.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.concurrent.RejectedExecutionException;
import jdk.net.ExtendedSocketOptions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wherry.api.command.Commands;
import wherry.api.node.ConnectionThreads;
import wherry.api.node.Home;
import wherry.api.node.Leases;

/** Listens on the node's control socket. Calls that run go on when this is deactivated. */
@Component(service = {})
public final class ControlServer {
    static final String SOCKET = "node.sock";

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int BACKLOG = 1024;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LAST_PAUSE_MILLIS = 1600;

    private final Path socket;
    private final ServerSocketChannel server;
    private final UserPrincipal user;
    private final Calls calls;
    private final ConnectionThreads threads;
    private final Runnable afterwards;

    /**
     * Called by Declarative Services.
     *
     * @param context where Wherry's folders are
     * @param leases keep this bundle while calls run
     * @param table knows when all commands are there
     * @param commands runs them
     * @throws IOException if the socket cannot be made
     */
    @Activate
    public ControlServer(
            BundleContext context,
            @Reference Leases leases,
            @Reference CommandTable table,
            @Reference Commands commands)
            throws IOException {
        this(context, new CallThreads(), leases, table, commands);
    }

    private ControlServer(
            BundleContext context, CallThreads threads, Leases leases, CommandTable table, Commands commands)
            throws IOException {
        this(
                Home.of(context).sockets().resolve(SOCKET),
                threads,
                new Calls(
                        threads,
                        purpose -> leases.take(context.getBundle().getBundleId(), purpose),
                        table::isComplete,
                        commands,
                        NodeVersion.of(Home.of(context).distribution())),
                () -> end(context, threads));
    }

    private static void end(BundleContext context, CallThreads threads) {
        if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING) {
            threads.end();
        } else {
            threads.letEnd();
        }
    }

    /**
     * Listens at once.
     *
     * @param threads one for each direction of a call
     * @param afterwards ends what was needed for this alone
     */
    ControlServer(Path socket, ConnectionThreads threads, Calls calls, Runnable afterwards) throws IOException {
        this.socket = socket;
        this.afterwards = afterwards;
        this.threads = threads;
        this.calls = calls;
        this.server = listen(socket);
        this.user = Files.getOwner(socket);
        Thread thread = new Thread(this::accept, "wherry-control");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes the place of whatever socket is there: the launcher's lock says that no other node answers on it. */
    private static ServerSocketChannel listen(Path socket) throws IOException {
        Path unnamed = socket.resolveSibling(socket.getFileName() + ".new");
        Files.deleteIfExists(unnamed);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(unnamed), BACKLOG);
            Files.setPosixFilePermissions(unnamed, PosixFilePermissions.fromString("rw-------"));
            Files.move(unnamed, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return server;
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot listen on " + socket + ": " + e.getMessage(), e);
        }
    }

    private void accept() {
        long pause = FIRST_PAUSE_MILLIS;
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                pause = FIRST_PAUSE_MILLIS;
                if (isUser(channel)) {
                    hand(channel);
                } else {
                    LOG.warn("refused a call from another user");
                    channel.close();
                }
            } catch (IOException e) {
                pause = rest(pause, e);
            }
        }
    }

    /** Too many open files, most often: then the next try fails at once, too. Returns how long to rest the next time. */
    private long rest(long pause, IOException why) {
        if (!server.isOpen()) {
            return pause;
        }
        if (pause == FIRST_PAUSE_MILLIS) {
            LOG.warn("cannot accept calls, will go on trying: {}", why.toString());
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Math.min(2 * pause, LAST_PAUSE_MILLIS);
    }

    private boolean isUser(SocketChannel channel) throws IOException {
        return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(user);
    }

    private void hand(SocketChannel channel) throws IOException {
        try {
            threads.start("control", () -> calls.serve(channel));
        } catch (RejectedExecutionException e) {
            LOG.warn("refused a call: {}", e.getMessage());
            channel.close();
        }
    }

    @Deactivate
    void deactivate() throws IOException {
        server.close();
        calls.close();
        afterwards.run();
        Files.deleteIfExists(socket);
    }
}
