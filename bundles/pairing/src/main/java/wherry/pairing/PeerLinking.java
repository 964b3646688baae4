package wherry.pairing;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.remote.Remote;
import wherry.api.store.Repository;
import wherry.api.store.Settings;

/** {@code --link}: makes the repository behind an address a remote. Nothing is stored unless the peer admits us. */
final class PeerLinking {
    private final Invocation call;
    private final PeerAdmission admission;
    private final KnownRemotes known;

    PeerLinking(Invocation call, PeerAdmission admission, KnownRemotes known) {
        this.call = call;
        this.admission = admission;
        this.known = known;
    }

    void run(Repository repository, Optional<String> wantedName, boolean json)
            throws IOException, InterruptedException {
        Optional<RemoteName> wanted = Optional.empty();
        if (wantedName.isPresent()) {
            wanted = Optional.of(legal(wantedName.get()));
        }
        AdmittingAddress peer = new AddressPrompt(call).address();
        List<Remote> remotes = known.of(repository.settings());
        RemoteName name = wanted.isPresent() ? wanted.get() : RemoteName.forPeer(peer.address(), remotes);
        if (name.isTaken(remotes) && !name.leadsTo(peer.address(), remotes)) {
            throw new StoreException("remote " + name.value() + " already exists; choose another name with --name, or"
                    + " remove it with: git remote remove " + name.value());
        }
        AnnexUuid uuid = admission.ask(peer, repository.uuid());
        checkUuid(name, uuid, repository, remotes);
        keep(name, peer, uuid, repository, remotes);
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

    static RemoteName legal(String name) throws IOException {
        try {
            return new RemoteName(name);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage() + "; use letters, digits, dashes and underscores", e);
        }
    }

    private static void checkUuid(RemoteName name, AnnexUuid uuid, Repository repository, List<Remote> remotes)
            throws StoreException {
        if (uuid.equals(repository.uuid())) {
            throw new StoreException("that is the address of this repository itself");
        }
        Optional<AnnexUuid> known = name.uuid(remotes);
        if (known.isPresent() && !known.get().equals(uuid)) {
            throw new StoreException("remote " + name.value() + " is known as " + known.get()
                    + ", but the repository at its address now is " + uuid + "; choose another name with --name, or"
                    + " remove it with: git remote remove " + name.value());
        }
    }

    /**
     * Makes a remote of a peer, or of a remote a peer.
     *
     * @param before the remotes that there were
     */
    static void keep(RemoteName name, AdmittingAddress peer, AnnexUuid uuid, Repository repository, List<Remote> before)
            throws StoreException {
        repository.credentials().remember(peer.address(), peer.token());
        Settings settings = repository.settings();
        settings.set(name.setting("url"), peer.address().toString());
        settings.set(name.setting("fetch"), "+refs/heads/*:refs/remotes/" + name.value() + "/*");
        settings.set(name.setting("annex-uuid"), uuid.value());
        // SOURCE: git-annex sets it for a clone whose remote has no UUID yet, and then never looks at the remote again.
        if (name.among(before).flatMap(Remote::ignored).orElse(false)) {
            settings.set(name.setting("annex-ignore"), "false");
        }
    }
}
