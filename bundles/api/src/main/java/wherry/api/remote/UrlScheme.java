package wherry.api.remote;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a URL of git begins, which says what leads there.
 *
 * @param name lower-case: {@code p2p-annex}, {@code https}, {@code ssh}, {@code file}
 */
public record UrlScheme(String name) {
    /** Peers that are found by a P2P address. */
    public static final UrlScheme P2P = new UrlScheme("p2p-annex");

    /** Folders of this machine. */
    public static final UrlScheme FILE = new UrlScheme("file");

    /** Hosts, also in the short form {@code host:path}. */
    public static final UrlScheme SSH = new UrlScheme("ssh");

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9+.-]*)(?:::|://).*", Pattern.DOTALL);
    private static final Pattern HOST_AND_PATH = Pattern.compile("[^/]+:.*", Pattern.DOTALL);

    /**
     * Looks at the beginning of a URL, as git does (git-clone(1), gitremote-helpers(7)).
     *
     * @param url any text
     * @return what is no URL and no {@code host:path} is a folder
     */
    public static UrlScheme of(String url) {
        Matcher named = NAMED.matcher(url);
        if (named.matches()) {
            return new UrlScheme(named.group(1).toLowerCase(Locale.ROOT));
        }
        return HOST_AND_PATH.matcher(url).matches() ? SSH : FILE;
    }

    @Override
    public String toString() {
        return name;
    }
}
