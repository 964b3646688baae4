package wherry.annexcommands;

import java.util.ArrayList;
import java.util.List;
import wherry.api.annex.StoreException;
import wherry.api.remote.Remote;

/**
 * The remotes that are synced with: those that the user named, else all that git can reach and {@code annex-sync} does not leave out.
 *
 * @param chosen in the order of git's configuration
 */
record SyncRemotes(List<Remote> chosen) {
    static SyncRemotes of(List<Remote> all, List<String> named) throws StoreException {
        List<Remote> chosen = new ArrayList<>();
        for (Remote remote : all) {
            boolean wanted = named.isEmpty() ? remote.sync().always() : named.contains(remote.name());
            if (wanted && remote.url().isPresent()) {
                chosen.add(remote);
            }
        }
        for (String name : named) {
            if (chosen.stream().noneMatch(remote -> remote.name().equals(name))) {
                throw new StoreException("there is no available git remote named \"" + name + "\"");
            }
        }
        return new SyncRemotes(chosen);
    }

    /** Those that are fetched and got from. */
    List<String> pulled() {
        return chosen.stream()
                .filter(remote -> remote.sync().pulls())
                .map(Remote::name)
                .toList();
    }

    /** Those that are pushed and sent to. */
    List<String> pushed() {
        return chosen.stream()
                .filter(remote -> remote.sync().pushes() && !remote.readOnly())
                .map(Remote::name)
                .toList();
    }
}
