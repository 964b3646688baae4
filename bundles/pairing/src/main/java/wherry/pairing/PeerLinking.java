package wherry.pairing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.node.Newest;
import wherry.api.node.Used;
import wherry.api.peer.AuthenticationException;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.PeerException;
import wherry.api.store.Repository;
import wherry.api.store.Settings;
import wherry.api.store.StoreException;

/** {@code --link}: makes the repository behind an address a remote. Nothing is stored unless the peer admits us. */
final class PeerLinking {
    private final Invocation call;
    private final Newest<Dialer> dialers;
    private final Duration dialTimeout;

    PeerLinking(Invocation call, Newest<Dialer> dialers, Duration dialTimeout) {
        this.call = call;
        this.dialers = dialers;
        this.dialTimeout = dialTimeout;
    }

    void run(Repository repository, Optional<String> wantedName, boolean json)
            throws IOException, InterruptedException {
        Optional<RemoteName> wanted = Optional.empty();
        if (wantedName.isPresent()) {
            wanted = Optional.of(legal(wantedName.get()));
        }
        AdmittingAddress peer = ask();
        Settings settings = repository.settings();
        RemoteName name = wanted.isPresent() ? wanted.get() : RemoteName.forPeer(peer.address(), settings);
        if (name.isTaken(settings) && !name.leadsTo(peer.address(), settings)) {
            throw new StoreException("remote " + name.value() + " already exists; choose another name with --name, or"
                    + " remove it with: git remote remove " + name.value());
        }
        AnnexUuid uuid = admitted(peer, repository.uuid());
        checkUuid(name, uuid, repository);
        keep(name, peer, uuid, repository);
        if (json) {
            call.display()
                    .json(new JsonLine()
                            .with("command", "p2p link")
                            .with("remote", name.value())
                            .with("url", peer.address().toString())
                            .with("uuid", uuid.value())
                            .with("success", true));
        } else {
            call.out().println("p2p link " + name.value() + " ok");
        }
    }

    private static RemoteName legal(String name) throws IOException {
        try {
            return new RemoteName(name);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage() + "; use letters, digits, dashes and underscores", e);
        }
    }

    // SOURCE: git-annex asks again until an address can be read, and gives up at an empty line; in these words.
    private AdmittingAddress ask() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.UTF_8));
        while (true) {
            if (call.terminal()) {
                call.err().print("Enter peer address: ");
                call.err().flush();
            }
            String line = in.readLine();
            if (line == null || line.isBlank()) {
                throw new IOException("Nothing entered, giving up. Enter what the other side gets from: wherry p2p"
                        + " --gen-addresses");
            }
            Optional<AdmittingAddress> peer = AdmittingAddress.parse(line.strip());
            if (peer.isPresent()) {
                return peer.get();
            }
            call.err()
                    .println("Unable to parse that address, please check its format (p2p-annex::NET:ADDRESS:TOKEN) and"
                            + " try again.");
        }
    }

    private AnnexUuid admitted(AdmittingAddress peer, AnnexUuid self) throws IOException, InterruptedException {
        try (Used<Dialer> dialer = dialers.use("p2p --link " + peer.address())
                        .orElseThrow(() -> new PeerException("nothing is running that could reach " + peer.address()));
                PeerConnection connection = dialer.service().open(peer.address(), self, peer.token(), dialTimeout)) {
            return connection.uuid();
        } catch (AuthenticationException e) {
            throw new AuthenticationException(
                    "Unable to authenticate with peer. Please check the address and try again; a new one comes from"
                            + " wherry p2p --gen-addresses on the other side.",
                    e);
        }
    }

    private static void checkUuid(RemoteName name, AnnexUuid uuid, Repository repository) throws StoreException {
        if (uuid.equals(repository.uuid())) {
            throw new StoreException("that is the address of this repository itself");
        }
        Optional<AnnexUuid> known = name.uuid(repository.settings());
        if (known.isPresent() && !known.get().equals(uuid)) {
            throw new StoreException("remote " + name.value() + " is known as " + known.get()
                    + ", but the repository at its address now is " + uuid + "; choose another name with --name, or"
                    + " remove it with: git remote remove " + name.value());
        }
    }

    private static void keep(RemoteName name, AdmittingAddress peer, AnnexUuid uuid, Repository repository)
            throws StoreException {
        repository.credentials().remember(peer.address(), peer.token());
        Settings settings = repository.settings();
        settings.set(name.setting("url"), peer.address().toString());
        settings.set(name.setting("fetch"), "+refs/heads/*:refs/remotes/" + name.value() + "/*");
        settings.set(name.setting("annex-uuid"), uuid.value());
        // SOURCE: git-annex sets it for a clone whose remote has no UUID yet, and then never looks at the remote again.
        if (settings.value(name.setting("annex-ignore")).equals(Optional.of("true"))) {
            settings.set(name.setting("annex-ignore"), "false");
        }
    }
}
