package wherry.store.file;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the user has run when content is protected, is about to be changed, or is about to be deleted: a git hook, or else a
 * command from the configuration. As in git-annex, what they answer changes nothing.
 *
 * @param top where they run
 * @param folder with git hooks
 * @param freeze command, with {@code %path} in it; empty for none
 * @param thaw command, with {@code %path} in it; empty for none
 * @param erase command, with {@code %file} in it; empty for none
 */
public record ContentHooks(Path top, Path folder, String freeze, String thaw, String erase) {
    /** Nothing is ever run. */
    public static final ContentHooks NONE = new ContentHooks(Path.of(""), Path.of(""), "", "", "");

    private static final Logger LOG = LoggerFactory.getLogger("wherry.store");
    private static final int MAX_MINUTES = 10;

    /**
     * Reads which there are.
     *
     * @param top of the working tree, or the git directory of a bare repository
     * @param ownFolder of the git directory, for hooks
     */
    public static ContentHooks of(Config config, Path top, Path ownFolder) {
        String elsewhere = config.getString("core", null, "hookspath");
        return new ContentHooks(
                top,
                elsewhere == null ? ownFolder : top.resolve(elsewhere),
                text(config, "freezecontent-command"),
                text(config, "thawcontent-command"),
                text(config, "secure-erase-command"));
    }

    private static String text(Config config, String name) {
        return Optional.ofNullable(config.getString("annex", null, name)).orElse("");
    }

    /** After content, or the folder that it is in, was protected. */
    public void frozen(Path path) throws IOException {
        run("freezecontent-annex", freeze, "%path", path);
    }

    /** Before content, or the folder that it is in, is changed. */
    void thaw(Path path) throws IOException {
        run("thawcontent-annex", thaw, "%path", path);
    }

    /** Whether content must be thawed before it is deleted. */
    public boolean guardDeletion() {
        return !thaw.isEmpty() || !erase.isEmpty() || there("thawcontent-annex") || there("secure-erase-annex");
    }

    /** Before content is deleted. */
    void erase(Path file) throws IOException {
        run("secure-erase-annex", erase, "%file", file);
    }

    private boolean there(String hook) {
        return !folder.toString().isEmpty() && folder.resolve(hook).toFile().canExecute();
    }

    private void run(String hook, String command, String placeholder, Path path) throws IOException {
        if (there(hook)) {
            run(path, List.of(folder.resolve(hook).toString(), path.toString()));
        } else if (!command.isEmpty()) {
            run(path, List.of("sh", "-c", command.replace(placeholder, quoted(path))));
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\"'\"'") + "'";
    }

    private void run(Path path, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(top.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = false;
        try {
            ended = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                LOG.warn("file={} the hook {} {}", path, command.get(0), ended ? "failed" : "does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a hook ran for " + path);
        } finally {
            if (!ended) {
                process.destroyForcibly();
            }
        }
    }
}
