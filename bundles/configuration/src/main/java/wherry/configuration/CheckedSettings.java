package wherry.configuration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.api.node.Problem;

/**
 * A settings file held against what its bundle says of its settings. What is wrong does not count, so that the default does.
 *
 * @param pid of the bundle's component
 * @param values by name, of the types that the component asks for
 * @param problems with the file
 */
record CheckedSettings(String pid, Map<String, Object> values, List<Problem> problems) {
    static CheckedSettings of(SettingsFile file, KnownSettings known) {
        List<Problem> problems = new ArrayList<>(file.problems());
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<? extends Map<String, SettingType>> types = known.of(file.pid());
        if (types.isPresent()) {
            file.settings()
                    .forEach(setting -> check(file.name(), setting, types.get(), values)
                            .ifPresent(sentence -> problems.add(new Problem(file.name(), sentence))));
        } else {
            problems.add(new Problem(
                    file.name(),
                    "no bundle that is installed has settings of this name; there are "
                            + String.join(
                                    ", ",
                                    known.pids().stream()
                                            .map(pid -> pid + SettingsFile.SUFFIX)
                                            .toList())));
        }
        return new CheckedSettings(file.pid(), Collections.unmodifiableMap(values), List.copyOf(problems));
    }

    private static Optional<String> check(
            String file, Setting setting, Map<String, SettingType> types, Map<String, Object> values) {
        String place = "line " + setting.line() + " ";
        SettingType type = types.get(setting.name());
        if (type == null) {
            return Optional.of(place + "sets " + Quoted.of(setting.name()) + ", which " + file
                    + " does not have; there are " + String.join(", ", types.keySet()));
        }
        Optional<Object> value = type.read(setting.value());
        value.ifPresent(v -> values.put(setting.name(), v));
        return value.isPresent()
                ? Optional.empty()
                : Optional.of(place + "sets " + setting.name() + " to " + Quoted.of(setting.value())
                        + ", but it may be " + type.allowed() + "; the default, " + type.defaultValue() + ", counts");
    }
}
