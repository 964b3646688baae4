package wherry.store.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.StoreException;
import wherry.store.file.BoundedFile;

/**
 * One file of git's configuration, on top of those read before, with the files that it includes. JGit's own class for this
 * measures the file system by writing to it, and knows no conditional includes.
 */
final class GitConfigFile extends Config {
    /** Of which git says that it is the way to have no file. */
    private static final Path NONE = Path.of("/dev/null");

    private static final int MAX_BYTES = 8 << 20;

    private final Path file;
    private final ConfigSources sources;

    private GitConfigFile(Config before, Path file, ConfigSources sources) {
        super(before);
        this.file = file;
        this.sources = sources;
    }

    /**
     * Reads a file.
     *
     * @param before all that counts less
     * @param sources is told each file that is looked at, and decides on conditional includes
     * @return the file on top of {@code before}; empty itself if there is no such file
     */
    static Config read(Config before, Path file, ConfigSources sources) throws IOException, ConfigInvalidException {
        GitConfigFile config = new GitConfigFile(before, file, sources);
        config.fromText(text(bytes(file, sources)));
        Config result = config;
        for (String condition : config.getSubsections("includeif")) {
            for (String path : config.ownValues("includeif", condition)) {
                if (sources.holds(condition, file)) {
                    result = read(result, sources.resolve(file, path), sources);
                }
            }
        }
        return result;
    }

    /** What to throw when files cannot be read: JGit names the file that it began with, and the reason only as a cause. */
    static StoreException failure(String what, ConfigInvalidException e) {
        Throwable reason = e;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String more = reason == e ? "" : ": " + reason.getMessage();
        return new StoreException(what + ": " + e.getMessage() + more, e);
    }

    private List<String> ownValues(String section, String subsection) {
        Config alone = new Config();
        try {
            alone.fromText(toText());
        } catch (ConfigInvalidException e) {
            throw new IllegalStateException("what was written cannot be read", e);
        }
        return List.of(alone.getStringList(section, subsection, "path"));
    }

    @Override
    protected byte[] readIncludedConfig(String path) throws ConfigInvalidException {
        try {
            return bytes(sources.resolve(file, path), sources);
        } catch (IOException e) {
            throw new ConfigInvalidException("cannot read " + path + ", which " + file + " includes", e);
        }
    }

    private static byte[] bytes(Path file, ConfigSources sources) throws IOException {
        sources.lookedAt(file);
        return file.equals(NONE)
                ? new byte[0]
                : BoundedFile.read(file, MAX_BYTES).orElse(new byte[0]);
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
