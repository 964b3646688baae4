package wherry.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.branch.AnnexBranch;
import wherry.api.branch.BranchLog;
import wherry.api.branch.TrustLevel;
import wherry.api.store.Repository;
import wherry.api.wanted.ContentFacts;
import wherry.api.wanted.Facts;
import wherry.api.wanted.FileFacts;
import wherry.api.wanted.RepositoryFacts;
import wherry.api.wanted.WantingRepository;
import wherry.filelocks.PosixFileLocks;
import wherry.kit.programs.StockAnnex;
import wherry.store.DirectoryRepositories;

/** Repositories, keys and files by chance, as facts and as the git-annex branch of a repository. The same for the same seed. */
final class ExpressionWorld {
    static final int REPOSITORIES = 8;
    private static final List<TrustLevel> TRUST = List.of(TrustLevel.values());
    private static final int NUM_COPIES = 3;
    private static final Map<String, String> GROUP_WANTED =
            Map.of("a", "include=*.c or standard", "b", "not copies=a:1");
    private static final List<String> NAMES = List.of(
            "a.c",
            "b.c",
            "c.h",
            "d/e.c",
            "archive/x",
            "d/archive/x.c",
            "x/public/y",
            "public/z",
            "é.c",
            "-",
            "]",
            "a b.c",
            "d/e/f.x",
            "\\b",
            "x.x");
    private static final List<String> BACKENDS = List.of("SHA256E", "SHA256", "MD5", "WORM", "BLAKE2B256E", "SHA1");

    private final Random random;
    private final Path folder;
    private final AnnexUuid here;
    private final Map<AnnexUuid, Set<String>> groups = new HashMap<>();
    private final Map<AnnexUuid, TrustLevel> trust = new HashMap<>();
    private final Map<AnnexUuid, Long> maxSizes = new HashMap<>();
    private final Map<Key, Set<AnnexUuid>> locations = new HashMap<>();
    private final Map<Key, Map<String, Set<String>>> metadata = new HashMap<>();
    private final TreeMap<String, Key> files = new TreeMap<>();

    ExpressionWorld(Random random, Path folder, AnnexUuid here) {
        this.random = random;
        this.folder = folder;
        this.here = here;
        for (int i = 0; i < REPOSITORIES; i++) {
            AnnexUuid uuid = i == 0 ? here : uuid(i);
            groups.put(uuid, someGroups(i));
            if (random.nextInt(3) == 0) {
                trust.put(uuid, i == 0 ? TRUST.get(2) : TRUST.get(random.nextInt(TRUST.size())));
            }
            if (random.nextInt(3) != 0) {
                maxSizes.put(uuid, (long) random.nextInt(12_000));
            }
        }
        NAMES.forEach(name -> files.put(name, key(name)));
    }

    private static AnnexUuid uuid(int number) {
        return new AnnexUuid("%08x-0000-4000-8000-000000000000".formatted(number * 0x1234567));
    }

    /** Each group has one member at least. */
    private Set<String> someGroups(int number) {
        List<String> all = RandomExpression.MEMBERED;
        return all.stream()
                .filter(group -> all.indexOf(group) == number || random.nextInt(4) == 0)
                .collect(Collectors.toSet());
    }

    private Key key(String name) {
        String backend = BACKENDS.get(random.nextInt(BACKENDS.size()));
        String size = random.nextInt(5) == 0 ? "" : "-s" + random.nextInt(3_000);
        Key key = Key.parse(backend + size + "--" + Integer.toHexString(name.hashCode()))
                .orElseThrow();
        Set<AnnexUuid> holders = groups.keySet().stream()
                .filter(uuid -> !uuid.equals(here) && random.nextInt(3) == 0)
                .collect(Collectors.toSet());
        locations.put(key, holders);
        Map<String, Set<String>> fields = new HashMap<>();
        if (random.nextBoolean()) {
            fields.put("tag", Set.of("work", "Fun"));
            fields.put("year", Set.of(String.valueOf(1995 + random.nextInt(40))));
            fields.put("author", Set.of("Bo b"));
        }
        metadata.put(key, fields);
        return key;
    }

    AnnexUuid here() {
        return here;
    }

    Map<String, String> groupWanted() {
        return GROUP_WANTED;
    }

    @Override
    public String toString() {
        return "here " + here + ", groups " + groups + ", trust " + trust + ", sizes " + maxSizes + ", files " + files
                + ", locations " + locations;
    }

    List<AnnexUuid> repositories() {
        return groups.keySet().stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    Key keyOf(String name) {
        return files.get(name);
    }

    WantingRepository wanting(AnnexUuid uuid) {
        return new WantingRepository(uuid, groups.get(uuid), GROUP_WANTED, WantingRepository.DEFAULT_DIRECTORY);
    }

    Facts facts(String name, boolean rebalance) {
        Key key = files.get(name);
        ContentFacts content = new ContentFacts(
                Optional.of(key),
                Optional.empty(),
                Optional.of(locations.get(key)),
                Optional.of(metadata.get(key)),
                Optional.of(Set.of()),
                Optional.of(false));
        OptionalInt demanded = name.endsWith(".x") ? OptionalInt.of(5) : OptionalInt.empty();
        return new Facts(FileFacts.named(name).withNumCopies(demanded), content, repositories(rebalance));
    }

    private RepositoryFacts repositories(boolean rebalance) {
        Map<AnnexUuid, Long> sizes = new HashMap<>();
        groups.keySet().forEach(uuid -> sizes.put(uuid, 0L));
        locations.forEach((key, holders) ->
                holders.forEach(uuid -> sizes.merge(uuid, key.size().orElse(0), Long::sum)));
        return new RepositoryFacts(
                trust,
                groups,
                OptionalInt.of(NUM_COPIES),
                maxSizes,
                Optional.of(sizes),
                rebalance,
                RepositoryFacts.DEFAULT_FULL_THRESHOLD);
    }

    /** Writes all of it. */
    void write(StockAnnex stock) throws IOException {
        try (Repository repository = new DirectoryRepositories(new PosixFileLocks()).open(folder)) {
            record(repository.branch());
        }
        stock.annex("numcopies", String.valueOf(NUM_COPIES));
        writeFiles(stock);
        for (Map.Entry<String, Key> file : files.entrySet()) {
            List<String> arguments = new ArrayList<>(List.of("metadata", "--quiet"));
            metadata.get(file.getValue())
                    .forEach((field, values) ->
                            values.forEach(value -> arguments.addAll(List.of("-s", field + "+=" + value))));
            arguments.addAll(List.of("--", file.getKey()));
            stock.annex(arguments.toArray(String[]::new));
        }
    }

    private void record(AnnexBranch branch) throws IOException {
        for (AnnexUuid uuid : repositories()) {
            branch.record(BranchLog.DESCRIPTIONS, uuid, "repository");
            branch.record(BranchLog.GROUPS, uuid, groups.get(uuid));
            branch.record(BranchLog.TRUST, uuid, trust.getOrDefault(uuid, TrustLevel.SEMITRUSTED));
            if (maxSizes.containsKey(uuid)) {
                branch.record(BranchLog.MAX_SIZES, uuid, maxSizes.get(uuid));
            }
        }
        for (Map.Entry<String, String> wanted : GROUP_WANTED.entrySet()) {
            branch.record(BranchLog.GROUP_WANTED, wanted.getKey(), wanted.getValue());
        }
        for (Map.Entry<Key, Set<AnnexUuid>> known : locations.entrySet()) {
            for (AnnexUuid uuid : known.getValue()) {
                branch.setPresent(known.getKey(), uuid, true);
            }
        }
    }

    private void writeFiles(StockAnnex stock) throws IOException {
        for (Map.Entry<String, Key> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            String object = file.getValue().fileName();
            Files.createSymbolicLink(path, Path.of(".git/annex/objects/xx/yy", object, object));
        }
        Files.writeString(folder.resolve(".gitattributes"), "*.x annex.numcopies=5\n");
        stock.git("add", "--all");
        stock.git("commit", "--quiet", "--message", "files");
    }

    /** Sets what each repository wants, past any check. */
    void want(Map<AnnexUuid, String> expressions) throws IOException {
        try (Repository repository = new DirectoryRepositories(new PosixFileLocks()).open(folder)) {
            for (Map.Entry<AnnexUuid, String> wanted : expressions.entrySet()) {
                repository.branch().record(BranchLog.PREFERRED_CONTENT, wanted.getKey(), wanted.getValue());
            }
        }
    }
}
