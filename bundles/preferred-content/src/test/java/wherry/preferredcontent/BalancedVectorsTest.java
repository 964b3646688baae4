package wherry.preferredcontent;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.BeforeClass;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.wanted.ContentFacts;
import wherry.api.wanted.Expression;
import wherry.api.wanted.Facts;
import wherry.api.wanted.FileFacts;
import wherry.api.wanted.RepositoryFacts;
import wherry.api.wanted.Verdict;
import wherry.api.wanted.WantingRepository;

/** What the real git-annex 10.20261026 wanted where, as recorded. */
public final class BalancedVectorsTest {
    private static final Map<String, List<String>> GROUPS = Map.of(
            "two", List.of("0a1b2c3d-0000-4000-8000-000000000001", "11111111-1111-4111-8111-111111111111"),
            "three",
                    List.of(
                            "0a1b2c3d-0000-4000-8000-000000000001",
                            "11111111-1111-4111-8111-111111111111",
                            "5f0e7a52-3f0a-4c0e-9a36-0b2f52a0c9c1"));

    private static List<Vector> vectors;

    /** One line of the recording. */
    private static final class Vector {
        String name;
        String expression;
        String options;
        String group;

        @SerializedName("group_members")
        List<String> members;

        String key;
        Map<String, Long> maxsize;

        @SerializedName("present_in")
        List<String> holders;

        @SerializedName("wants_get_by_real_git_annex")
        Set<String> wanting;

        Key key() {
            return Key.parse(key).orElseThrow();
        }
    }

    /** The recording. */
    private static final class Recording {
        List<Vector> vectors;
    }

    @BeforeClass
    public static void read() throws IOException {
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(BalancedVectorsTest.class.getResourceAsStream("/balanced-vectors.json")),
                StandardCharsets.UTF_8)) {
            vectors = new Gson().fromJson(in, Recording.class).vectors;
        }
    }

    @Test
    public void allThatWasRecordedIsRead() {
        assertThat(vectors, hasSize(230));
    }

    @Test
    public void theSameRepositoriesWantTheContentAsByTheRealProgram() {
        for (Vector vector : vectors) {
            Set<String> wanting = vector.members.stream()
                    .filter(member -> wants(member, vector) == Verdict.YES)
                    .collect(Collectors.toSet());

            assertThat(vector.name + " " + vector.key, wanting, is(vector.wanting));
        }
    }

    @Test
    public void everyVerdictIsKnown() {
        for (Vector vector : vectors) {
            for (String member : vector.members) {
                assertThat(vector.name, wants(member, vector) == Verdict.UNKNOWN, is(false));
            }
        }
    }

    private static Verdict wants(String member, Vector vector) {
        Expression expression =
                new ExpressionCompiler().compile(vector.expression, WantingRepository.alone(new AnnexUuid(member)));
        ContentFacts content = ContentFacts.of(vector.key(), uuids(vector.holders));
        return expression.judge(new Facts(FileFacts.named("some file"), content, repositories(vector)));
    }

    private static RepositoryFacts repositories(Vector vector) {
        Map<AnnexUuid, Set<String>> groups = new HashMap<>();
        vector.members.forEach(member -> join(member, vector.group, groups));
        GROUPS.forEach((group, members) -> members.forEach(member -> join(member, group, groups)));
        Map<AnnexUuid, Long> maxSizes = new HashMap<>();
        vector.maxsize.forEach((uuid, size) -> maxSizes.put(new AnnexUuid(uuid), size));
        OptionalInt numCopies = vector.expression.contains("lacking") ? OptionalInt.of(3) : OptionalInt.empty();
        return new RepositoryFacts(
                Map.of(),
                groups,
                numCopies,
                maxSizes,
                Optional.of(sizes(vector)),
                vector.options.contains("--rebalance"),
                RepositoryFacts.DEFAULT_FULL_THRESHOLD);
    }

    /** The keys of one set were all there at the same time. */
    private static Map<AnnexUuid, Long> sizes(Vector vector) {
        Map<AnnexUuid, Long> sizes = new HashMap<>();
        vector.members.forEach(member -> sizes.put(new AnnexUuid(member), 0L));
        vectors.stream()
                .filter(other -> other.name.equals(vector.name))
                .forEach(other -> other.holders.forEach(holder ->
                        sizes.merge(new AnnexUuid(holder), other.key().size().orElse(0), Long::sum)));
        return sizes;
    }

    private static void join(String member, String group, Map<AnnexUuid, Set<String>> groups) {
        groups.merge(new AnnexUuid(member), Set.of(group), (one, other) -> {
            Set<String> both = new HashSet<>(one);
            both.addAll(other);
            return both;
        });
    }

    private static Set<AnnexUuid> uuids(List<String> texts) {
        return texts.stream().map(AnnexUuid::new).collect(Collectors.toSet());
    }
}
