package wherry.api.wanted;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;

/**
 * What is known of content. Empty means that it is not known; nothing recorded is an empty set.
 *
 * @param key of the content; empty for a file that is not added yet
 * @param present whether the repository that wants it has it; empty if {@code locations} tells
 * @param locations the repositories that are recorded to have it
 * @param metadata values by field, {@code lastchanged} and the like included
 * @param urls recorded of it
 * @param unused whether no file of any branch has it
 */
public record ContentFacts(
        Optional<Key> key,
        Optional<Boolean> present,
        Optional<Set<AnnexUuid>> locations,
        Optional<Map<String, Set<String>>> metadata,
        Optional<Set<String>> urls,
        Optional<Boolean> unused) {
    /** Nothing is known, not even the key. */
    public static final ContentFacts NONE = new ContentFacts(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Copies the sets. */
    public ContentFacts {
        locations = locations.map(Set::copyOf);
        metadata = metadata.map(Map::copyOf);
        urls = urls.map(Set::copyOf);
    }

    /**
     * Content of which only the locations are known.
     *
     * @param key of the content
     * @param locations as above
     * @return a new record
     */
    public static ContentFacts of(Key key, Set<AnnexUuid> locations) {
        return new ContentFacts(
                Optional.of(key),
                Optional.empty(),
                Optional.of(locations),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same where the repository that wants it is known to have it, whatever is recorded.
     *
     * @return a new record
     */
    public ContentFacts havingIt() {
        return new ContentFacts(key, Optional.of(true), locations, metadata, urls, unused);
    }

    /**
     * The same as if the repository that wants it were no longer recorded to have it: so it is judged before it is dropped. Whether it is
     * present does not change by that.
     *
     * @param repository that wants it
     * @return a new record
     */
    public ContentFacts without(AnnexUuid repository) {
        return new ContentFacts(
                key,
                present.or(() -> locations.map(known -> known.contains(repository))),
                locations.map(known ->
                        known.stream().filter(uuid -> !uuid.equals(repository)).collect(Collectors.toSet())),
                metadata,
                urls,
                unused);
    }
}
