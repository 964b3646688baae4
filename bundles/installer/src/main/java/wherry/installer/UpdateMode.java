package wherry.installer;

import org.osgi.framework.Bundle;

/** How a bundle that runs is replaced. */
enum UpdateMode {
    /** The new version starts beside the old one, which drains and goes. */
    SIDE_BY_SIDE("side-by-side"),
    /** The same; and when the old version goes, those that are wired to it start anew. Links stay. */
    REWIRES("rewires"),
    /** The old version stops first, since both need the same thing, such as a socket; links stay. */
    IN_PLACE("in-place"),
    /** As in place, and all links end: it owns what links need, or one that is wired to it does. */
    ENDS_LINKS("ends-links");

    /** What a bundle asks for when it is replaced itself; without it, it goes side by side. */
    static final String ON_UPDATE = "Wherry-Update";
    /** What it means when a bundle starts anew because another one, to which it is wired, is replaced. */
    static final String ON_REFRESH = "Wherry-Refresh";

    private final String word;

    UpdateMode(String word) {
        this.word = word;
    }

    boolean isAskedForBy(Bundle bundle) {
        return word.equals(bundle.getHeaders("").get(ON_UPDATE));
    }

    static boolean linksEndWith(Bundle bundle) {
        return ENDS_LINKS.isAskedForBy(bundle)
                || ENDS_LINKS.word.equals(bundle.getHeaders("").get(ON_REFRESH));
    }
}
