package wherry.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wherry.api.node.Problem;

/**
 * What can be set and what is set, at one look.
 *
 * @param known what bundles say of their settings
 * @param checked the files
 * @param problems of all files
 */
record ConfigurationState(KnownSettings known, List<CheckedSettings> checked, List<Problem> problems) {
    static final ConfigurationState NONE = new ConfigurationState(KnownSettings.of(List.of()), List.of(), List.of());

    static ConfigurationState read(FolderState folder, KnownSettings known) {
        List<CheckedSettings> checked = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path path : folder.files().keySet()) {
            String name = path.getFileName().toString();
            if (name.endsWith(SettingsFile.SUFFIX)) {
                CheckedSettings file = CheckedSettings.of(SettingsFile.read(path), known);
                checked.add(file);
                problems.addAll(file.problems());
            } else if (name.equals(OtherFiles.LOGGING)) {
                problems.addAll(LogLevels.problems(SettingsFile.read(path)));
            } else {
                OtherFiles.problem(name).ifPresent(problems::add);
            }
        }
        return new ConfigurationState(known, List.copyOf(checked), List.copyOf(problems));
    }

    /** What the files set of a PID, by the names of the settings. */
    Map<String, Object> valuesOf(String pid) {
        return checked.stream()
                .filter(file -> file.pid().equals(pid))
                .map(CheckedSettings::values)
                .findFirst()
                .orElse(Map.of());
    }
}
