package wherry.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Peers;

/** What {@code docs/json.md} says that commands print. */
final class JsonPage {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([a-z]+)(\\?)? \\|.*");

    private final Map<String, Map<String, Field>> sections = new TreeMap<>();

    private record Field(String type, boolean optional) {
        /** An empty list is one of anything. */
        boolean isOf(JsonElement value) {
            boolean empty = value.isJsonArray() && value.getAsJsonArray().isEmpty();
            return empty ? type.endsWith("s") : type.equals(JsonPage.type(value));
        }
    }

    static JsonPage read() throws IOException {
        JsonPage page = new JsonPage();
        Set<String> open = Set.of();
        for (String line : Files.readAllLines(Peers.tree().resolve("docs/json.md"))) {
            if (line.startsWith("## ")) {
                open = Set.of(line.substring(3).split(", ", -1));
                open.forEach(name -> page.sections.put(name, new LinkedHashMap<>()));
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Field field = new Field(row.group(2), row.group(3) != null);
                open.forEach(name -> page.sections.get(name).put(row.group(1), field));
            }
        }
        return page;
    }

    /** Commands that have a section, and the two kinds of objects that many of them share. */
    Set<String> sections() {
        return sections.keySet();
    }

    /** Names of all fields. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        sections.values().forEach(fields -> names.addAll(fields.keySet()));
        return names;
    }

    /** Holds all that a command has printed against its section; returns it. */
    List<JsonObject> check(String section, Outcome outcome) {
        List<JsonObject> objects = outcome.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        if (objects.isEmpty()) {
            throw new AssertionError(section + " printed no object: " + outcome);
        }
        objects.forEach(object -> check(object.has("byte-progress") ? "progress" : section, object));
        return objects;
    }

    private void check(String section, JsonObject object) {
        Map<String, Field> fields = sections.get(section);
        if (fields == null) {
            throw new AssertionError("no section " + section);
        }
        object.entrySet().forEach(entry -> {
            Field field = fields.get(entry.getKey());
            if (field == null || !field.isOf(entry.getValue())) {
                throw new AssertionError(section + ": " + entry + " is not as the page says: " + field);
            }
        });
        fields.forEach((name, field) -> {
            if (!field.optional() && !object.has(name)) {
                throw new AssertionError(section + ": no " + name + " in " + object);
            }
        });
    }

    private static String type(JsonElement value) {
        if (value.isJsonObject()) {
            return "object";
        } else if (value.isJsonArray()) {
            JsonArray array = value.getAsJsonArray();
            return array.get(0).isJsonPrimitive() ? "strings" : "objects";
        } else if (value.isJsonNull()) {
            return "null";
        }
        return value.getAsJsonPrimitive().isString()
                ? "string"
                : value.getAsJsonPrimitive().isBoolean() ? "boolean" : "number";
    }
}
