package wherry.transport.tcpip;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import wherry.transport.api.Site;

/** A site with settings, whose state is in a folder of the test. */
record SettingsSite(Path state, Map<String, List<String>> values) implements Site {
    static SettingsSite in(Path state) {
        return new SettingsSite(state, new ConcurrentHashMap<>());
    }

    SettingsSite with(String setting, String... several) {
        values.put(setting, List.of(several));
        return this;
    }

    @Override
    public Path folder() {
        return state;
    }

    @Override
    public String name() {
        return "site";
    }

    @Override
    public List<String> settings(String setting) {
        return values.getOrDefault(setting, List.of());
    }
}
