package wherry.annexcommands;

import java.util.ArrayList;
import java.util.List;
import wherry.api.annex.StoreException;
import wherry.api.store.Settings;

/**
 * The remotes that are synced with: those that the user named, else all that git can reach and {@code annex-sync} does not leave out.
 *
 * @param names in the order of git's configuration
 * @param settings that have them
 */
record SyncRemotes(List<String> names, Settings settings) {
    static SyncRemotes of(Settings settings, List<String> named) throws StoreException {
        List<String> names = new ArrayList<>();
        for (String remote : settings.subsections("remote")) {
            boolean chosen = named.isEmpty() ? isOn(settings, remote, "annex-sync") : named.contains(remote);
            if (chosen && settings.value("remote." + remote + ".url").isPresent()) {
                names.add(remote);
            }
        }
        for (String name : named) {
            if (!names.contains(name)) {
                throw new StoreException("there is no available git remote named \"" + name + "\"");
            }
        }
        return new SyncRemotes(names, settings);
    }

    /** Those that are fetched and got from. */
    List<String> pulled() throws StoreException {
        return on("annex-pull");
    }

    /** Those that are pushed and sent to. */
    List<String> pushed() throws StoreException {
        List<String> writable = new ArrayList<>();
        for (String remote : on("annex-push")) {
            if (!Remote.isTrue(settings, remote, "annex-readonly")) {
                writable.add(remote);
            }
        }
        return writable;
    }

    private List<String> on(String setting) throws StoreException {
        List<String> on = new ArrayList<>();
        for (String remote : names) {
            if (isOn(settings, remote, setting)) {
                on.add(remote);
            }
        }
        return on;
    }

    private static boolean isOn(Settings settings, String remote, String name) throws StoreException {
        return settings.value("remote." + remote + "." + name)
                .map(Remote::isTrue)
                .orElse(true);
    }
}
