package wherry.daemon.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import wherry.api.node.ServedRepository;
import wherry.api.peer.PeerAddress;

/** One line of {@code --json}, its fields in the order given. */
final class JsonLine {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    static JsonLine of(ServedRepository served) {
        JsonLine line = new JsonLine().with("folder", served.folder().toString());
        served.uuid().ifPresent(uuid -> line.with("uuid", uuid.value()));
        return line.with("rights", served.rights().word())
                .with(
                        "addresses",
                        served.addresses().stream().map(PeerAddress::toString).toList())
                .with("connections", served.connections())
                .with("problems", served.problems());
    }

    JsonLine with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    Map<String, Object> fields() {
        return fields;
    }

    @Override
    public String toString() {
        return GSON.toJson(fields);
    }
}
