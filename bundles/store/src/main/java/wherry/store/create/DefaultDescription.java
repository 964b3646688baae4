package wherry.store.create;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What an annex is called of which its user says nothing: {@code user@host:~/path}. */
final class DefaultDescription {
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    private final Map<String, String> environment;

    DefaultDescription(Map<String, String> environment) {
        this.environment = environment;
    }

    String of(Path top) {
        String user = Optional.ofNullable(System.getProperty("user.name")).orElse("somebody");
        return user + "@" + host() + ":" + fromHome(top);
    }

    private static String host() {
        try {
            return Files.readString(HOST).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }

    private String fromHome(Path top) {
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty() || !top.startsWith(home)) {
            return top.toString();
        }
        String below = Path.of(home).relativize(top).toString();
        return below.isEmpty() ? "~" : "~/" + below;
    }
}
