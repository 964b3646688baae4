package wherry.store.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import wherry.api.annex.StoreException;
import wherry.store.file.StoreFailures;

/**
 * What git calls protected configuration: the system's files, the user's, and the command line's settings, so nothing that a
 * repository could bring along.
 *
 * @see <a href="https://git-scm.com/docs/git-config#SCOPES">git-config, scopes</a>
 */
public final class ProtectedConfiguration {
    private static final int MAX_SETTINGS = 1000;

    private final Path home;
    private final List<Path> files;
    private final Map<String, String> environment;

    /**
     * Reads nothing yet.
     *
     * @param environment tells where the files are, and may hold settings itself
     */
    public ProtectedConfiguration(Map<String, String> environment) {
        this.environment = environment;
        this.home = Path.of(environment.getOrDefault("HOME", "/"));
        this.files = files(home, environment);
    }

    private static List<Path> files(Path home, Map<String, String> environment) {
        List<Path> files = new ArrayList<>();
        if (!GitBoolean.of(environment.getOrDefault("GIT_CONFIG_NOSYSTEM", "false"))) {
            files.add(Path.of(environment.getOrDefault("GIT_CONFIG_SYSTEM", "/etc/gitconfig")));
        }
        String onlyGlobal = environment.get("GIT_CONFIG_GLOBAL");
        if (onlyGlobal != null) {
            files.add(Path.of(onlyGlobal));
            return files;
        }
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        files.add((xdg.isEmpty() ? home.resolve(".config") : Path.of(xdg)).resolve("git/config"));
        files.add(home.resolve(".gitconfig"));
        return files;
    }

    /** What {@code ~} means. */
    public Path home() {
        return home;
    }

    /**
     * All of it, outside of any repository.
     *
     * @return not to be changed
     * @throws StoreException if a file cannot be read
     */
    public Config read() throws StoreException {
        try {
            return withCommandLine(files(ConfigSources.outside(home)));
        } catch (IOException e) {
            throw StoreFailures.of("cannot read the git configuration of the user", e);
        } catch (ConfigInvalidException e) {
            throw GitConfigFile.failure("cannot read the git configuration of the user", e);
        }
    }

    /** The system's files and the user's. */
    Config files(ConfigSources sources) throws IOException, ConfigInvalidException {
        Config all = new Config();
        for (Path file : files) {
            all = GitConfigFile.read(all, file, sources);
        }
        return all;
    }

    /** What the caller has set for one command counts more than all files. */
    Config withCommandLine(Config before) throws StoreException, ConfigInvalidException {
        String count = environment.getOrDefault("GIT_CONFIG_COUNT", "");
        String parameters = environment.getOrDefault("GIT_CONFIG_PARAMETERS", "");
        if (count.isEmpty() && parameters.isEmpty()) {
            return before;
        }
        Config set = new Config();
        for (int i = 0; i < number(count); i++) {
            add(set, variable("GIT_CONFIG_KEY_" + i), variable("GIT_CONFIG_VALUE_" + i));
        }
        for (ConfigParameters.Setting setting : ConfigParameters.parse(parameters)) {
            add(set, setting.name(), setting.value());
        }
        Config all = new Config(before);
        all.fromText(set.toText());
        return all;
    }

    private static int number(String count) throws StoreException {
        try {
            int number = count.isEmpty() ? 0 : Integer.parseInt(count);
            if (number >= 0 && number <= MAX_SETTINGS) {
                return number;
            }
            throw new StoreException("GIT_CONFIG_COUNT is out of range: " + count);
        } catch (NumberFormatException e) {
            throw new StoreException("GIT_CONFIG_COUNT is no number: " + count, e);
        }
    }

    private String variable(String name) throws StoreException {
        String value = environment.get(name);
        if (value == null) {
            throw new StoreException("GIT_CONFIG_COUNT is set, but " + name + " is not");
        }
        return value;
    }

    private static void add(Config config, String name, String value) throws StoreException {
        try {
            ConfigName parts = ConfigName.of(name);
            List<String> values = new ArrayList<>(parts.values(config));
            values.add(value);
            config.setStringList(parts.section(), parts.subsection(), parts.name(), values);
        } catch (IllegalArgumentException e) {
            throw new StoreException("the environment sets what is no setting of git: " + name, e);
        }
    }
}
