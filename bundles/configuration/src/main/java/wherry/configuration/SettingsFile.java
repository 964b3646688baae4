package wherry.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wherry.api.node.Problem;

/**
 * A file {@code PID.cfg}: lines {@code NAME = VALUE}, and comments that begin with {@code #}.
 *
 * @param name of the file
 * @param settings of which no name comes twice
 * @param problems lines that are no settings; the others count all the same
 */
record SettingsFile(String name, List<Setting> settings, List<Problem> problems) {
    static final String SUFFIX = ".cfg";
    /** Far more than all settings of a bundle with all their comments take. */
    static final int MAX_BYTES = 64 << 10;

    String pid() {
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** Reads a file; one that cannot be read has no settings, and says so. */
    static SettingsFile read(Path path) {
        String name = path.getFileName().toString();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES
                    ? unreadable(name, "is longer than " + MAX_BYTES + " bytes, so nothing of it counts")
                    : parse(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return unreadable(name, "cannot be read, so nothing of it counts: " + e.getMessage());
        }
    }

    private static SettingsFile unreadable(String name, String why) {
        return new SettingsFile(name, List.of(), List.of(new Problem(name, why)));
    }

    static SettingsFile parse(String name, String text) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                problems.add(
                        new Problem(name, "line " + number + " is not of the form NAME = VALUE; it does not count"));
                continue;
            }
            Setting setting = new Setting(
                    number,
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
            Setting earlier = settings.put(setting.name(), setting);
            if (earlier != null) {
                problems.add(new Problem(
                        name,
                        "line " + number + " sets " + Quoted.of(setting.name()) + ", as line " + earlier.line()
                                + " does; the later one counts"));
            }
        }
        return new SettingsFile(name, List.copyOf(settings.values()), List.copyOf(problems));
    }
}
