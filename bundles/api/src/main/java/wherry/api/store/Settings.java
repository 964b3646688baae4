package wherry.api.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.annex.StoreException;

/** The git configuration of a repository, system and user files included. Thread-safe. */
@ProviderType
public interface Settings {
    /**
     * All values of a setting.
     *
     * @param name for instance {@code annex.p2p-tcpip-listen} or {@code remote.origin.url}
     * @return in the order of the files; empty if not set
     * @throws StoreException if a file cannot be read
     */
    List<String> values(String name) throws StoreException;

    /**
     * The value that counts: the last one.
     *
     * @param name as above
     * @return empty if not set
     * @throws StoreException if a file cannot be read
     */
    default Optional<String> value(String name) throws StoreException {
        List<String> values = values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /**
     * Whether a setting is one of git's words for yes.
     *
     * @param name as above
     * @param otherwise what it is if it is not set
     * @return false for any other word
     * @throws StoreException if a file cannot be read
     */
    default boolean isOn(String name, boolean otherwise) throws StoreException {
        return value(name).map(Settings::meansYes).orElse(otherwise);
    }

    /**
     * Whether a value is one of git's words for yes.
     *
     * @param value of a setting
     * @return false for any other word
     */
    static boolean meansYes(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            default -> false;
        };
    }

    /**
     * The names in the middle of settings, for instance those of all remotes.
     *
     * @param section what they begin with, for instance {@code remote}
     * @return in the order of the files, each once
     * @throws StoreException if a file cannot be read
     */
    List<String> subsections(String section) throws StoreException;

    /**
     * Sets a setting to one value in the repository's own file.
     *
     * @param name as above
     * @param value replaces all earlier values there
     * @throws StoreException if the file cannot be written
     */
    void set(String name, String value) throws StoreException;
}
