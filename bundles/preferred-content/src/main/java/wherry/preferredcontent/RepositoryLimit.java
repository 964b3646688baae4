package wherry.preferredcontent;

import java.util.HashSet;
import java.util.Set;
import wherry.api.annex.AnnexUuid;
import wherry.api.branch.TrustLevel;
import wherry.api.wanted.Facts;
import wherry.api.wanted.RepositoryFacts;

/** Which repositories count. */
@FunctionalInterface
interface RepositoryLimit {
    /** Every one. */
    RepositoryLimit ALL = (repository, all) -> true;

    boolean counts(AnnexUuid repository, RepositoryFacts all);

    static RepositoryLimit group(String name) {
        return (repository, all) -> groups(repository, all).contains(name);
    }

    /** SOURCE: what is called like a level of trust means that level rather than a group; a plus sign means that level or a better one. */
    static RepositoryLimit trustOrGroup(String name) {
        boolean orBetter = name.endsWith("+");
        return switch (orBetter ? name.substring(0, name.length() - 1) : name) {
            case "trusted" -> trust(TrustLevel.TRUSTED, orBetter);
            case "semitrusted" -> trust(TrustLevel.SEMITRUSTED, orBetter);
            case "untrusted" -> trust(TrustLevel.UNTRUSTED, orBetter);
            case "dead" -> trust(TrustLevel.DEAD, orBetter);
            default -> group(name);
        };
    }

    private static RepositoryLimit trust(TrustLevel level, boolean orBetter) {
        return (repository, all) -> {
            TrustLevel its = all.trustIn(repository);
            return orBetter ? its.compareTo(level) <= 0 : its == level;
        };
    }

    /** SOURCE: {@code a+b-c}: in a or b, and not in c; in any group if none comes with a plus sign; nothing between signs is no group. */
    static RepositoryLimit sum(String text) {
        return sum(text, Set.of());
    }

    /**
     * The same with more groups.
     *
     * @param besides groups that come with a plus sign, too
     */
    static RepositoryLimit sum(String text, Set<String> besides) {
        Set<String> wanted = new HashSet<>(besides);
        Set<String> unwanted = new HashSet<>();
        Set<String> sign = wanted;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && "+-".indexOf(text.charAt(i)) < 0) {
                continue;
            }
            if (start < i) {
                sign.add(text.substring(start, i));
            }
            start = i + 1;
            sign = i < text.length() && text.charAt(i) == '-' ? unwanted : wanted;
        }
        return (repository, all) -> {
            Set<String> groups = groups(repository, all);
            return (wanted.isEmpty() || groups.stream().anyMatch(wanted::contains))
                    && groups.stream().noneMatch(unwanted::contains);
        };
    }

    /** How many of some repositories count. */
    default long count(Set<AnnexUuid> repositories, Facts facts) {
        return repositories.stream()
                .filter(uuid -> counts(uuid, facts.repositories()))
                .count();
    }

    private static Set<String> groups(AnnexUuid repository, RepositoryFacts all) {
        return all.groups().getOrDefault(repository, Set.of());
    }
}
