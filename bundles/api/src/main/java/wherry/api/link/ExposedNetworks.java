package wherry.api.link;

import java.util.LinkedHashSet;
import java.util.Set;
import wherry.api.annex.StoreException;
import wherry.api.store.Settings;

/**
 * The networks over which git's configuration wants a repository to be reachable, whoever serves it. Only what {@link
 * wherry.api.store.Repositories} opens has a configuration to read, so a stranger's says nothing.
 */
public final class ExposedNetworks {
    /** One network a value; an empty value takes back those before it, as with git's own lists. */
    public static final String SETTING = "annex.expose-p2p-via";

    private ExposedNetworks() {}

    /**
     * Reads it.
     *
     * @param git the configuration of the repository
     * @return names of networks, which may not be there; in the order of the configuration
     * @throws StoreException if it cannot be read
     */
    public static Set<String> of(Settings git) throws StoreException {
        Set<String> netnames = new LinkedHashSet<>();
        for (String value : git.values(SETTING)) {
            if (value.isBlank()) {
                netnames.clear();
            } else {
                netnames.add(value.strip());
            }
        }
        return netnames;
    }

    /**
     * How to take a network out of the configuration.
     *
     * @param netname that is in it
     * @return a command line for the user
     */
    public static String removal(String netname) {
        // Whatever is no name of a network could end the quotes.
        return netname.matches("[a-z0-9-]+")
                ? "git config --unset-all " + SETTING + " '^" + netname + "$'"
                : "git config --edit";
    }
}
