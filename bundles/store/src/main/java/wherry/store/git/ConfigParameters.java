package wherry.store.git;

import java.util.ArrayList;
import java.util.List;
import wherry.api.annex.StoreException;

/**
 * Reads {@code GIT_CONFIG_PARAMETERS}, by which git hands on what was set with {@code -c}: quoted words, of which each is {@code
 * 'name=value'} or {@code 'name'='value'}.
 */
final class ConfigParameters {
    private final String text;
    private int at;

    private ConfigParameters(String text) {
        this.text = text;
    }

    /** One setting; without a value it is {@code true}. */
    record Setting(String name, String value) {}

    /** @throws StoreException if the text is not as git writes it */
    static List<Setting> parse(String text) throws StoreException {
        ConfigParameters parameters = new ConfigParameters(text.strip());
        List<Setting> settings = new ArrayList<>();
        while (parameters.at < parameters.text.length()) {
            settings.add(parameters.setting());
        }
        return settings;
    }

    private Setting setting() throws StoreException {
        String first = word();
        if (next('=')) {
            String value = at < text.length() && text.charAt(at) == '\'' ? word() : "true";
            skipBlanks();
            return new Setting(first, value);
        }
        skipBlanks();
        int equals = first.indexOf('=');
        return equals < 0
                ? new Setting(first, "true")
                : new Setting(first.substring(0, equals), first.substring(equals + 1));
    }

    /** Quoted as by git: all between single quotes, with {@code '\''} and {@code '\!'} for what cannot stand there. */
    private String word() throws StoreException {
        StringBuilder word = new StringBuilder();
        do {
            if (!next('\'')) {
                throw malformed();
            }
            int end = text.indexOf('\'', at);
            if (end < 0) {
                throw malformed();
            }
            word.append(text, at, end);
            at = end + 1;
        } while (escaped(word));
        return word.toString();
    }

    private boolean escaped(StringBuilder word) {
        if (at + 1 < text.length() && text.charAt(at) == '\\' && "'!".indexOf(text.charAt(at + 1)) >= 0) {
            word.append(text.charAt(at + 1));
            at += 2;
            return true;
        }
        return false;
    }

    private boolean next(char wanted) {
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private static StoreException malformed() {
        return new StoreException("bogus format in GIT_CONFIG_PARAMETERS");
    }
}
