package wherry.pairing;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import wherry.api.annex.AnnexUuid;
import wherry.api.peer.PeerAddress;
import wherry.api.remote.Remote;

/**
 * The name of a git remote.
 *
 * @param value one that git accepts in the name of a tracking branch too
 */
record RemoteName(String value) {
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_+.-]*");

    RemoteName {
        if (!FORM.matcher(value).matches() || value.contains("..") || value.endsWith(".") || value.endsWith(".lock")) {
            throw new IllegalArgumentException("\"" + value + "\" cannot be the name of a remote");
        }
    }

    /** A numbered name: of the remote that leads to the peer already, else the first that is free. */
    static RemoteName forPeer(PeerAddress peer, List<Remote> remotes) {
        int number = 1;
        RemoteName name = new RemoteName("peer1");
        while (name.isTaken(remotes) && !name.leadsTo(peer, remotes)) {
            number++;
            name = new RemoteName("peer" + number);
        }
        return name;
    }

    String setting(String part) {
        return "remote." + value + "." + part;
    }

    boolean isTaken(List<Remote> remotes) {
        // A special remote of git-annex has no URL.
        return among(remotes)
                .filter(remote -> remote.url().isPresent()
                        || remote.tracked()
                        || remote.annex().isPresent())
                .isPresent();
    }

    boolean leadsTo(PeerAddress peer, List<Remote> remotes) {
        return among(remotes).flatMap(Remote::url).equals(Optional.of(peer.toString()));
    }

    Optional<AnnexUuid> uuid(List<Remote> remotes) {
        return among(remotes).flatMap(Remote::annex);
    }

    Optional<Remote> among(List<Remote> remotes) {
        return remotes.stream().filter(remote -> remote.name().equals(value)).findFirst();
    }
}
