package wherry.shell;

import java.lang.reflect.InvocationTargetException;
import java.util.regex.Pattern;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, in words for users: no names of classes. */
final class Sentence {
    private static final Logger LOG = LoggerFactory.getLogger(Sentence.class);
    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?::\\s*)?");

    private Sentence() {}

    static String of(Throwable e) {
        if (e instanceof CommandNotFoundException unknown) {
            return "'" + unknown.getCommand() + "' is not a command. See: help";
        }
        if (e instanceof InvocationTargetException && e.getCause() != null) {
            return of(e.getCause());
        }
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Cannot coerce ")) {
            String name = message.substring("Cannot coerce ".length()).split("\\(", 2)[0];
            return name + " cannot be called like this. See: help " + name;
        }
        String plain = CLASS_NAME.matcher(message).replaceAll("").strip();
        if (e.getMessage() == null || plain.isEmpty()) {
            LOG.error("a command of the shell failed", e);
            return "something went wrong; the node's log says more";
        }
        return plain;
    }
}
