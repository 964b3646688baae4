package wherry.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import wherry.kit.programs.Running;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.Survivors;
import wherry.kit.programs.ThrowawayRepository;
import wherry.kit.programs.Workplace;

/** git-annex's own {@code remotedaemon --foreground}, with socat for both networks. */
final class Stock implements Server {
    private static final String TCP = "foo";
    private static final String UNIX = "foounix";
    private static final Duration GOING = Duration.ofSeconds(10);

    private final ThrowawayRepository repository;
    private final Survivors survivors;
    private final List<Door> doors;
    private Optional<Running> daemon = Optional.empty();

    private Stock(ThrowawayRepository repository, int port, Path socket) {
        this.repository = repository;
        this.survivors = new Survivors(repository.folder());
        InetSocketAddress tcp = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.doors = List.of(
                door(Network.TCP, tcp, TCP, "127.0.0.1:" + port),
                door(Network.UNIX, UnixDomainSocketAddress.of(socket), UNIX, "served"));
    }

    private Door door(Network network, SocketAddress socket, String netname, String address) {
        String start = "p2p-annex::" + netname + ":" + address + ":";
        String token = repository.stock().annex("p2p", "--gen-addresses").lines().stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow();
        return new Door(this, network, socket, netname, address, token);
    }

    /** Puts its networks' programs where all in the workplace find them, and lets a repository use them. */
    static Stock of(ThrowawayRepository repository, Workplace workplace, int port) {
        Path socket = workplace.path("stock.sock");
        Surroundings.script(workplace.bin().resolve("git-annex-p2p-" + TCP), """
                #!/bin/sh
                case $#,$1 in
                    1,address) echo 127.0.0.1:%1$d ;;
                    1,*) exec socat -b65536 - "TCP:$1,nodelay" ;;
                    2,*) exec socat -b65536 TCP-LISTEN:%1$d,bind=127.0.0.1,fork,reuseaddr,nodelay,backlog=128 "UNIX-CONNECT:$2" ;;
                esac
                """.formatted(port));
        Surroundings.script(workplace.bin().resolve("git-annex-p2p-" + UNIX), """
                #!/bin/sh
                case $#,$1 in
                    1,address) echo served ;;
                    1,*) exec socat -b65536 - "UNIX-CONNECT:%1$s" ;;
                    2,*) ln -sfn "$(realpath "$2")" "%1$s" ;;
                esac
                """.formatted(socket));
        repository.stock().annex("p2p", "--enable", TCP);
        repository.stock().annex("p2p", "--enable", UNIX);
        return new Stock(repository, port, socket);
    }

    @Override
    public Side side() {
        return Side.STOCK;
    }

    @Override
    public ThrowawayRepository repository() {
        return repository;
    }

    @Override
    public Surroundings clients() {
        return repository.stock().surroundings();
    }

    @Override
    public Surroundings clientsWithOwnHelper() {
        return clients();
    }

    @Override
    public List<Door> doors() {
        return doors;
    }

    @Override
    public void start() {
        daemon = Optional.of(repository.stock().startAnnex("remotedaemon", "--foreground"));
    }

    @Override
    public void stop() {
        daemon.ifPresent(running -> {
            running.write("STOP\n");
            running.await(GOING);
        });
        close();
    }

    @Override
    public long pid() {
        return daemon.orElseThrow().pid();
    }

    // Its networks' programs live on after it.
    @Override
    public void close() {
        daemon.ifPresent(Running::close);
        daemon = Optional.empty();
        survivors.end();
    }
}
