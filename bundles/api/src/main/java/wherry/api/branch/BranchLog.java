package wherry.api.branch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.api.annex.AnnexUuid;

/**
 * A log of the git-annex branch that tells one thing of each of many, mostly of repositories. Immutable.
 *
 * @param <S> what it tells about
 * @param <V> what it tells
 * @see <a href="https://git-annex.branchable.com/internals/">git-annex internals</a>
 */
public final class BranchLog<S, V> {
    /** What repositories are called; may be empty. */
    public static final BranchLog<AnnexUuid, String> DESCRIPTIONS = ofRepositories("uuid.log", Codec.TEXT);

    /** How far repositories are trusted, by the branch alone: git's configuration may say otherwise of a remote. */
    public static final BranchLog<AnnexUuid, TrustLevel> TRUST =
            ofRepositories("trust.log", new Codec<>(text -> Optional.of(TrustLevel.ofLog(text)), TrustLevel::inLog));

    /** The groups that repositories are in; each is one word. */
    public static final BranchLog<AnnexUuid, Set<String>> GROUPS =
            ofRepositories("group.log", new Codec<>(BranchLog::words, BranchLog::joined));

    /** The settings of special remotes, for instance {@code type} and {@code name}. */
    public static final BranchLog<AnnexUuid, Map<String, String>> SPECIAL_REMOTES = ofRepositories(
            "remote.log",
            new Codec<>(text -> Optional.of(SpecialRemoteSettings.parse(text)), SpecialRemoteSettings::format));

    /** The expressions of what repositories want to have. */
    public static final BranchLog<AnnexUuid, String> PREFERRED_CONTENT =
            ofRepositories("preferred-content.log", Codec.TEXT);

    /** The expressions of what repositories have to have. */
    public static final BranchLog<AnnexUuid, String> REQUIRED_CONTENT =
            ofRepositories("required-content.log", Codec.TEXT);

    /** What {@code groupwanted} stands for, by group. */
    public static final BranchLog<String, String> GROUP_WANTED =
            new BranchLog<>("group-preferred-content.log", Layout.TIME_FIRST, Codec.NAME, Codec.TEXT);

    /** How many bytes repositories are to hold at most. */
    public static final BranchLog<AnnexUuid, Long> MAX_SIZES = new BranchLog<>(
            "maxsize.log", Layout.TIME_FIRST, Codec.UUID, new Codec<>(BranchLog::number, String::valueOf));

    /** Settings of {@code git annex config}, by name. */
    public static final BranchLog<String, String> SETTINGS =
            new BranchLog<>("config.log", Layout.TIME_FIRST, Codec.NAME, Codec.TEXT);

    /** How the lines are laid out. */
    public enum Layout {
        /** {@code SUBJECT VALUE timestamp=TIME}. */
        TIME_LAST,
        /** {@code TIME SUBJECT VALUE}. */
        TIME_FIRST
    }

    /** How something is written; reading it may find nothing that makes sense. */
    private record Codec<T>(Function<String, Optional<T>> read, Function<T, String> write) {
        static final Codec<String> TEXT = new Codec<>(Optional::of, text -> text);
        static final Codec<String> NAME = new Codec<>(
                bytes -> Optional.of(new String(bytes.getBytes(ISO_8859_1), UTF_8)),
                name -> new String(name.getBytes(UTF_8), ISO_8859_1));
        static final Codec<AnnexUuid> UUID = new Codec<>(Codec::uuid, AnnexUuid::value);

        private static Optional<AnnexUuid> uuid(String text) {
            try {
                return Optional.of(new AnnexUuid(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    private final String path;
    private final Layout layout;
    private final Codec<S> subjects;
    private final Codec<V> values;

    private BranchLog(String path, Layout layout, Codec<S> subjects, Codec<V> values) {
        this.path = path;
        this.layout = layout;
        this.subjects = subjects;
        this.values = values;
    }

    private static <V> BranchLog<AnnexUuid, V> ofRepositories(String path, Codec<V> values) {
        return new BranchLog<>(path, Layout.TIME_LAST, Codec.UUID, values);
    }

    /**
     * Where it is.
     *
     * @return a path of the branch
     */
    public String path() {
        return path;
    }

    /**
     * How its lines are laid out.
     *
     * @return the same for all
     */
    public Layout layout() {
        return layout;
    }

    /**
     * Reads what a line is about.
     *
     * @param bytes one word, one character for each byte
     * @return empty if nobody could ask for it
     */
    public Optional<S> subject(String bytes) {
        return subjects.read.apply(bytes);
    }

    /**
     * Writes what a line is about.
     *
     * @param subject that {@link #subject} would read
     * @return one character for each byte
     */
    public String subjectBytes(S subject) {
        return subjects.write.apply(subject);
    }

    /**
     * Reads a value.
     *
     * @param text without line ends
     * @return what it means; empty if nothing
     */
    public Optional<V> value(String text) {
        return values.read.apply(text);
    }

    /**
     * Writes a value.
     *
     * @param value to write
     * @return one line without its end; line ends in the value become blanks
     * @throws IllegalArgumentException if a group is no word
     */
    public String valueText(V value) {
        return values.write.apply(value).replaceAll("[\\r\\n]+", " ");
    }

    private static Optional<Set<String>> words(String text) {
        return Optional.of(
                Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableSet()));
    }

    private static String joined(Set<String> groups) {
        for (String group : groups) {
            if (group.isEmpty() || group.codePoints().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("a group is one word, not: " + group);
            }
        }
        return String.join(" ", new TreeSet<>(groups));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
