package wherry.store.branch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.PersonIdent;

/** Who makes commits: whom git's configuration names, else the user of this process. */
public record Identity(Config config) {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** For the author of a commit. */
    public PersonIdent author(Instant time) {
        return person("author", time);
    }

    /** For who commits. */
    public PersonIdent committer(Instant time) {
        return person("committer", time);
    }

    private PersonIdent person(String role, Instant time) {
        String name = value(role, "name").orElseGet(Identity::userName);
        String email = value(role, "email").orElseGet(() -> userName() + "@" + hostName());
        return new PersonIdent(name, email, time, ZoneId.systemDefault());
    }

    private Optional<String> value(String role, String name) {
        return set(role, name).or(() -> set("user", name));
    }

    private Optional<String> set(String section, String name) {
        return Optional.ofNullable(config.getString(section, null, name)).filter(text -> !text.isBlank());
    }

    private static String userName() {
        return System.getProperty("user.name", "wherry");
    }

    private static String hostName() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
