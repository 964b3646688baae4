package wherry.api.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a program reads of one line of output: named values in the order in which they were given. Used by one thread. */
public final class JsonLine {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /**
     * Adds a value, or puts it in the place of the one of that name.
     *
     * @param name of the value
     * @param value text, number, truth, or a list or map of such
     * @return this line
     */
    public JsonLine with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /**
     * What was given, for instance to stand within another line.
     *
     * @return in order; unmodifiable, changes with this line
     */
    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }
}
