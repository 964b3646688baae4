package wherry.kit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import wherry.api.store.Settings;

/** A git configuration that is nowhere else. Thread-safe. */
public final class MemorySettings implements Settings {
    private final Map<String, List<String>> values = new ConcurrentHashMap<>();

    @Override
    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    @Override
    public Optional<String> value(String name) {
        List<String> all = values(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    @Override
    public void set(String name, String value) {
        values.put(name, List.of(value));
    }

    @Override
    public List<String> subsections(String section) {
        return values.keySet().stream()
                .filter(name -> name.startsWith(section + ".") && name.lastIndexOf('.') > section.length())
                .map(name -> name.substring(section.length() + 1, name.lastIndexOf('.')))
                .distinct()
                .sorted()
                .toList();
    }

    /** Sets a setting to several values. */
    public void set(String name, List<String> several) {
        values.put(name, List.copyOf(several));
    }
}
