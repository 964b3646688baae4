package wherry.kit.programs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The real git and git-annex in one folder. */
public final class StockAnnex {
    private final Surroundings surroundings;
    private final Path folder;

    public StockAnnex(Surroundings surroundings, Path folder) {
        this.surroundings = surroundings;
        this.folder = folder;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Path folder() {
        return folder;
    }

    /** The same folder with other programs or another environment. */
    public StockAnnex in(Surroundings others) {
        return new StockAnnex(others, folder);
    }

    /** Runs git, which has to succeed within a minute. */
    public Outcome git(String... arguments) {
        return tryGit(Surroundings.LIMIT, arguments).ok();
    }

    /** Runs git, however it ends. */
    public Outcome tryGit(Duration limit, String... arguments) {
        return surroundings.run(folder, limit, "", command(List.of("git"), arguments));
    }

    /** Runs git-annex, which has to succeed within a minute. */
    public Outcome annex(String... arguments) {
        return tryAnnex(arguments).ok();
    }

    /** Runs git-annex, however it ends. */
    public Outcome tryAnnex(String... arguments) {
        return tryAnnex(Surroundings.LIMIT, arguments);
    }

    /** Runs git-annex, however it ends. */
    public Outcome tryAnnex(Duration limit, String... arguments) {
        return surroundings.run(folder, limit, "", command(List.of("git", "annex"), arguments));
    }

    /** Runs git-annex with something on its standard input, however it ends. */
    public Outcome answerAnnex(String input, String... arguments) {
        return surroundings.run(folder, Surroundings.LIMIT, input, command(List.of("git", "annex"), arguments));
    }

    /** Starts git-annex; the caller closes it. */
    public Running startAnnex(String... arguments) {
        // Not "git annex": its process would stand between the test and the one that a signal is meant for.
        return surroundings.start(folder, command(List.of("git-annex"), arguments));
    }

    private static String[] command(List<String> first, String... rest) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(rest));
        return all.toArray(String[]::new);
    }
}
