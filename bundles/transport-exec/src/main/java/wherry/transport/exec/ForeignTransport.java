package wherry.transport.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import wherry.transport.api.Duplex;
import wherry.transport.api.InboundLinks;
import wherry.transport.api.Publication;
import wherry.transport.api.Site;
import wherry.transport.api.Transport;
import wherry.transport.api.TransportException;
import wherry.transport.program.NetworkProgram;
import wherry.transport.program.ProgramRun;
import wherry.transport.program.ProgramSupervisor;
import wherry.transport.program.RunPlace;
import wherry.transport.program.RunningProgram;

/**
 * The network of somebody else's {@code git-annex-p2p-NET}, called as git-annex calls it: with {@code address} in the repository, with
 * {@code ADDRESS} to connect its streams to a peer, with {@code ADDRESS SOCKETFILE} to connect peers to a socket until it is ended.
 *
 * @see <a href="https://git-annex.branchable.com/design/generic_p2p_transport/">generic P2P transport</a>
 */
final class ForeignTransport implements Transport {
    /** As git-annex runs it: programs look there for what they have kept. */
    private static final String IN_FOLDER = "cd \"$0\" && exec \"$@\"";

    private static final int MOST_BYTES = 64 * 1024;
    private static final long ADDRESS_SECONDS = 30;
    private static final Duration START = Duration.ofSeconds(10);
    /** What the program takes for something else than an address. */
    private static final List<String> OTHER_WORDS = List.of("address", "socket");

    private final String netname;
    private final Path program;
    private final ProgramSupervisor supervisor;

    ForeignTransport(String netname, Path program, ProgramSupervisor supervisor) {
        this.netname = netname;
        this.program = program;
        this.supervisor = supervisor;
    }

    @Override
    public String netname() {
        return netname;
    }

    @Override
    public List<String> addresses(Site site) throws TransportException {
        List<String> addresses = ask(site.folder())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (addresses.isEmpty()) {
            throw new TransportException(
                    program + " address has printed no address; its messages are in the node's log");
        }
        for (String address : addresses) {
            check(address);
        }
        return addresses;
    }

    private String ask(Path folder) throws TransportException {
        try (ProgramDuplex asked = run("address", folder)) {
            asked.shutdownOutput();
            ByteBuffer text = ByteBuffer.allocate(MOST_BYTES);
            asked.endAfter(ADDRESS_SECONDS);
            while (text.hasRemaining() && asked.channel().read(text) >= 0) {
                // Until all is there.
            }
            return new String(text.array(), 0, text.position(), UTF_8);
        } catch (IOException e) {
            throw new TransportException(
                    program + " address does not tell the address of " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<SocketAddress> bindings(Site site, String address) throws TransportException {
        check(address);
        return List.of();
    }

    @Override
    public Publication publish(Site site, String address, InboundLinks inbound)
            throws TransportException, InterruptedException {
        check(address);
        Path socket = ((UnixDomainSocketAddress) inbound.sockets().get(0)).getPath();
        RunningProgram running = supervisor.run(new Serving(
                name(),
                List.of(
                        "sh",
                        "-c",
                        IN_FOLDER,
                        site.folder().toString(),
                        program.toString(),
                        address,
                        socket.toString())));
        boolean ready = false;
        try {
            running.awaitReady(START);
            ready = true;
            return running::close;
        } finally {
            if (!ready) {
                running.close();
            }
        }
    }

    /** A program that connects peers with a socket. */
    private record Serving(String name, List<String> command) implements NetworkProgram {
        @Override
        public String installation() {
            return "install it again";
        }

        @Override
        public ProgramRun prepare(RunPlace place) {
            return ProgramRun.readyAtStart(command);
        }
    }

    @Override
    public Duplex dial(String address, Duration timeout) throws TransportException {
        check(address);
        try {
            return run(address, Path.of("/"));
        } catch (IOException e) {
            throw new TransportException("cannot run " + program + ": " + e.getMessage(), e);
        }
    }

    private ProgramDuplex run(String argument, Path folder) throws IOException {
        return ProgramDuplex.start(name(), netname + ":" + argument, List.of(program.toString(), argument), folder);
    }

    private String name() {
        return "git-annex-p2p-" + netname;
    }

    /** An address comes from a URL that somebody else may have written. */
    private void check(String address) throws TransportException {
        if (address.isEmpty() || address.startsWith("-") || OTHER_WORDS.contains(address)) {
            throw new TransportException("not an address that " + name() + " can be given: " + address);
        }
    }
}
