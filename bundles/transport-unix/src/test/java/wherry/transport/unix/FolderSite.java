package wherry.transport.unix;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import wherry.transport.api.Site;

/** A site whose state is in a folder of the test. */
record FolderSite(Path state, Map<String, List<String>> values) implements Site {
    static FolderSite in(Path state) {
        return new FolderSite(state, Map.of());
    }

    @Override
    public Path folder() {
        return state;
    }

    @Override
    public String name() {
        return "f6a3f4e0-site";
    }

    @Override
    public List<String> settings(String setting) {
        return values.getOrDefault(setting, List.of());
    }
}
