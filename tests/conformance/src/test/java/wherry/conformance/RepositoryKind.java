package wherry.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import wherry.kit.programs.StockAnnex;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;

/** The kinds of repository that git and git-annex know. */
enum RepositoryKind {
    PLAIN,
    BARE,
    WORKTREE,
    SUBMODULE,
    GROUP,
    EVERYBODY,
    NUMBERED,
    UNLOCKED,
    THIN,
    LOWER_CASE_OBJECTS;

    private static final String FILE = "first.bin";

    /** Whether a file that peers wait for shows in the working tree. */
    boolean hasWorkTree() {
        return this != BARE;
    }

    /** Makes a repository of this kind, with one annexed file of its own in it. */
    ThrowawayRepository create(Surroundings surroundings, Path folder) {
        return switch (this) {
            case PLAIN -> filled(ThrowawayRepository.create(surroundings, folder));
            case BARE -> bare(surroundings, folder, beside(folder, "-source"));
            case WORKTREE -> worktree(surroundings, folder);
            case SUBMODULE -> submodule(surroundings, folder);
            case GROUP -> shared(surroundings, folder, "group");
            case EVERYBODY -> shared(surroundings, folder, "all");
            case NUMBERED -> shared(surroundings, folder, "0660");
            case UNLOCKED -> configured(surroundings, folder, "annex.addunlocked");
            case THIN -> configured(surroundings, folder, "annex.thin");
            case LOWER_CASE_OBJECTS -> lowerCase(surroundings, folder);
        };
    }

    private static ThrowawayRepository filled(ThrowawayRepository repository) {
        repository.add(FILE, 20_000, 1);
        return repository;
    }

    private static ThrowawayRepository bare(Surroundings surroundings, Path folder, Path from) {
        ThrowawayRepository source = filled(ThrowawayRepository.create(surroundings, from));
        source.stock().git("clone", "--quiet", "--bare", source.folder().toString(), folder.toString());
        ThrowawayRepository bare = ThrowawayRepository.at(surroundings, folder);
        bare.stock().git("remote", "remove", "origin");
        bare.stock().annex("init", "--quiet", "bare");
        source.stock().git("remote", "add", "bare", folder.toString());
        source.stock().annex("copy", "--quiet", "--to=bare", FILE);
        return bare;
    }

    private static ThrowawayRepository worktree(Surroundings surroundings, Path folder) {
        ThrowawayRepository main = ThrowawayRepository.create(surroundings, beside(folder, "-main"));
        main.stock().git("worktree", "add", "--quiet", "-b", "other", folder.toString());
        return filled(ThrowawayRepository.at(surroundings, folder));
    }

    private static ThrowawayRepository submodule(Surroundings surroundings, Path folder) {
        ThrowawayRepository inner = ThrowawayRepository.create(surroundings, beside(folder, "-inner"));
        ThrowawayRepository outer = ThrowawayRepository.create(surroundings, beside(folder, "-outer"));
        outer.stock()
                .git(
                        "-c",
                        "protocol.file.allow=always",
                        "submodule",
                        "--quiet",
                        "add",
                        inner.folder().toString(),
                        "sub");
        ThrowawayRepository sub =
                ThrowawayRepository.at(surroundings, outer.folder().resolve("sub"));
        sub.stock().git("remote", "remove", "origin");
        sub.stock().annex("init", "--quiet", "submodule");
        return filled(sub);
    }

    private static ThrowawayRepository shared(Surroundings surroundings, Path folder, String value) {
        ThrowawayRepository repository = ThrowawayRepository.at(surroundings, folder);
        StockAnnex stock = repository.stock();
        stock.git("init", "--quiet", "--initial-branch=main", "--shared=" + value);
        stock.annex("init", "--quiet", value);
        stock.git("commit", "--quiet", "--allow-empty", "--message=start");
        return filled(repository);
    }

    private static ThrowawayRepository configured(Surroundings surroundings, Path folder, String setting) {
        ThrowawayRepository repository = ThrowawayRepository.create(surroundings, folder);
        repository.stock().git("config", "annex.addunlocked", "true");
        repository.stock().git("config", setting, "true");
        return filled(repository);
    }

    /** As a bare repository that somebody has given a working tree: its objects lie where a bare one has them. */
    private static ThrowawayRepository lowerCase(Surroundings surroundings, Path folder) {
        bare(surroundings, folder.resolve(".git"), beside(folder, "-source"));
        ThrowawayRepository repository = ThrowawayRepository.at(surroundings, folder);
        repository.stock().git("config", "core.bare", "false");
        repository.stock().git("reset", "--quiet", "--hard");
        repository.stock().annex("init", "--quiet", "with a working tree");
        return repository;
    }

    private static Path beside(Path folder, String suffix) {
        try {
            Path parent = Files.createDirectories(folder.getParent());
            return parent.resolve(folder.getFileName() + suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
