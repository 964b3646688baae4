package wherry.kit.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/** A git repository with an annex, in a folder that somebody else removes. */
public final class ThrowawayRepository {
    private final Path folder;
    private final StockAnnex stock;

    private ThrowawayRepository(Surroundings surroundings, Path folder) {
        this.folder = folder;
        this.stock = new StockAnnex(surroundings, folder);
    }

    /** Makes a repository of git-annex's version 10 with one commit. */
    public static ThrowawayRepository create(Surroundings surroundings, Path folder) {
        ThrowawayRepository made = at(surroundings, folder);
        made.stock.git("init", "--quiet", "--initial-branch=main");
        made.stock.annex("init", "--quiet", folder.getFileName().toString());
        made.stock.git("commit", "--quiet", "--allow-empty", "--message=start");
        return made;
    }

    /** Makes an empty folder, or takes one that is there, for a repository that the caller fills. */
    public static ThrowawayRepository at(Surroundings surroundings, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ThrowawayRepository(surroundings, folder);
    }

    /** Clones this repository with git alone and initialises git-annex in the clone. */
    public ThrowawayRepository cloneTo(Path other) {
        stock.git("clone", "--quiet", folder.toString(), other.toString());
        ThrowawayRepository clone = new ThrowawayRepository(stock.surroundings(), other);
        clone.stock.annex("init", "--quiet", other.getFileName().toString());
        return clone;
    }

    public Path folder() {
        return folder;
    }

    /** The real git and git-annex in this repository. */
    public StockAnnex stock() {
        return stock;
    }

    /** The same repository with other programs or another environment. */
    public ThrowawayRepository in(Surroundings others) {
        return new ThrowawayRepository(others, folder);
    }

    public String uuid() {
        return stock.git("config", "annex.uuid").out().strip();
    }

    /** Adds an annexed file of pseudo-random bytes, commits it and returns its key. */
    public String add(String file, int bytes, long seed) {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        try {
            Files.write(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stock.annex("add", "--quiet", file);
        stock.git("commit", "--quiet", "--message=add " + file);
        return key(file);
    }

    public String key(String file) {
        return stock.annex("lookupkey", file).out().strip();
    }

    /** Where a key's content is; empty if it is not here. */
    public Optional<Path> content(String key) {
        Outcome outcome = stock.tryAnnex("contentlocation", key);
        return outcome.exitCode() == 0
                ? Optional.of(folder.resolve(outcome.out().strip()))
                : Optional.empty();
    }

    /** The location log's answer for a repository, as this one knows it. */
    public boolean recordsPresence(String key, String uuid) {
        return stock.tryAnnex("readpresentkey", key, uuid).exitCode() == 0;
    }

    /** Sets up a remote by {@code git annex p2p --link}. */
    public void link(String name, String address) {
        stock.answerAnnex(address + "\n", "p2p", "--link", "--name", name).ok();
        // It exits with 0 even if git refused the remote.
        stock.git("config", "remote." + name + ".annex-uuid");
    }
}
