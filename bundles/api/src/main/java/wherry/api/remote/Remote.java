package wherry.api.remote;

import java.util.List;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.branch.TrustLevel;

/**
 * A remote as it stands in git's configuration. What stands there may be a stranger's: no URL was tried, and no command was run.
 *
 * @param name as in {@code remote.NAME.url}
 * @param urls all of them, as they stand there; empty for a special remote of git-annex
 * @param annex its UUID; empty if it is not known, or what stands there is none
 * @param cost cheaper ones are asked first
 * @param ignored {@code annex-ignore}; empty if it is not set
 * @param readOnly whether nothing may be sent or removed there
 * @param sync what a sync does with it
 * @param trust that counts more than what is recorded on the branch; empty if it is not set
 * @param tracked whether git has branches to fetch from it
 */
public record Remote(
        String name,
        List<String> urls,
        Optional<AnnexUuid> annex,
        double cost,
        Optional<Boolean> ignored,
        boolean readOnly,
        Sync sync,
        Optional<TrustLevel> trust,
        boolean tracked) {
    /**
     * What a sync does with a remote.
     *
     * @param always whether a sync that names no remotes takes it in
     * @param pulls whether it is fetched and got from
     * @param pushes whether it is pushed and sent to
     */
    public record Sync(boolean always, boolean pulls, boolean pushes) {}

    /** Copies the list. */
    public Remote {
        urls = List.copyOf(urls);
    }

    /**
     * The URL that counts: the last one.
     *
     * @return empty if there is none
     */
    public Optional<String> url() {
        return urls.isEmpty() ? Optional.empty() : Optional.of(urls.get(urls.size() - 1));
    }

    /**
     * The UUID of one that is known to have an annex, as those are that {@link Remotes#reachable} and {@link Remotes#named} give.
     *
     * @return of its annex
     * @throws IllegalStateException if it is not known
     */
    public AnnexUuid uuid() {
        return annex.orElseThrow(() -> new IllegalStateException("the annex of remote " + name + " is not known"));
    }

    /**
     * Who opens it.
     *
     * @return of its URL; empty if it has none
     */
    public Optional<UrlScheme> scheme() {
        return url().map(UrlScheme::of);
    }
}
