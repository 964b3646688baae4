package wherry.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of documentation whose files and commands can be taken at their word. */
final class Guide {
    // A file is a block that follows a line with its name in backquotes and a colon.
    private static final Pattern FILE = Pattern.compile("`([\\w./-]+)`:\\n\\n```\\w*\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    private final String text;

    Guide(Path page) throws IOException {
        this.text = Files.readString(page);
    }

    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        Matcher m = FILE.matcher(text);
        while (m.find()) {
            files.put(m.group(1), m.group(2));
        }
        return files;
    }

    String commands() {
        StringBuilder commands = new StringBuilder();
        Matcher m = COMMANDS.matcher(text);
        while (m.find()) {
            commands.append(m.group(1));
        }
        return commands.toString();
    }
}
