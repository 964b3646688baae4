package wherry.bench;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import wherry.kit.programs.Running;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.WherryHome;
import wherry.kit.programs.Workplace;

/** A Wherry node of the built distribution, in a home of its own. */
final class Node implements Server {
    private static final Duration GOING = Duration.ofSeconds(20);

    private final ThrowawayRepository repository;
    private final Path anywhere;
    private final WherryHome home;
    private final List<Door> doors;
    private Optional<Running> node = Optional.empty();

    private Node(ThrowawayRepository repository, Path anywhere, WherryHome home) {
        this.repository = repository;
        this.anywhere = anywhere;
        this.home = home;
        this.doors = List.of(door(Network.TCP, "tcpip"), door(Network.UNIX, "unix"));
    }

    private Door door(Network network, String netname) {
        String link = home.serve(repository, netname);
        String start = "p2p-annex::" + netname + ":";
        int colon = link.lastIndexOf(':');
        String address = link.substring(start.length(), colon);
        return new Door(this, network, socket(network, address), netname, address, link.substring(colon + 1));
    }

    private static SocketAddress socket(Network network, String address) {
        if (network == Network.UNIX) {
            return UnixDomainSocketAddress.of(address);
        }
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    /** Starts a node for the first time and lets it serve the repository. It is stopped again when this returns. */
    static Node of(ThrowawayRepository repository, Workplace workplace) {
        WherryHome home = WherryHome.in(workplace, "wherry");
        try {
            home.start();
            home.wherry(
                    "install",
                    WherryHome.distribution()
                            .resolve("optional/transport-unix.jar")
                            .toString());
            Node node = new Node(repository, workplace.path("home"), home);
            home.stop();
            return node;
        } catch (AssertionError | RuntimeException e) {
            home.close();
            throw e;
        }
    }

    @Override
    public Side side() {
        return Side.WHERRY;
    }

    @Override
    public ThrowawayRepository repository() {
        return repository;
    }

    @Override
    public Surroundings clients() {
        return home.surroundings();
    }

    @Override
    public Surroundings clientsWithOwnHelper() {
        return home.ownHelperFirst();
    }

    @Override
    public List<Door> doors() {
        return doors;
    }

    @Override
    public void start() {
        String program = WherryHome.distribution().resolve("bin/wherry").toString();
        node = Optional.of(home.surroundings().start(anywhere, program, "daemon", "--foreground"));
    }

    @Override
    public void stop() {
        node.ifPresent(running -> {
            home.wherry("stop");
            running.await(GOING).ok();
        });
        close();
    }

    // The entry point may stay as the parent of the Java machine.
    @Override
    public long pid() {
        ProcessHandle started = ProcessHandle.of(node.orElseThrow().pid()).orElseThrow();
        return started.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElse(started)
                .pid();
    }

    @Override
    public void close() {
        node.ifPresent(Running::close);
        node = Optional.empty();
        home.close();
    }
}
