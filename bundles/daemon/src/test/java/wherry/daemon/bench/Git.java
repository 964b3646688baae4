package wherry.daemon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real git, in a folder, without the user's configuration. */
public final class Git {
    private static final long PATIENCE_SECONDS = 60;
    private final Path folder;

    public Git(Path folder) {
        this.folder = folder;
    }

    /** Its standard output; fails if git does. */
    public String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "init.defaultBranch=main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output.strip();
    }

    public String commit(String message) throws IOException, InterruptedException {
        run("commit", "-q", "--allow-empty", "-m", message);
        return run("rev-parse", "HEAD");
    }
}
