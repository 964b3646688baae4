package wherry.store.branch;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings of special remotes: {@code key=value key=value}, in whose values a blank is escaped as in HTML. */
final class SpecialRemotes {
    private static final Pattern ESCAPE = Pattern.compile("&(\\d{1,3});");
    private static final int BYTES = 256;

    private SpecialRemotes() {}

    static Map<String, String> settings(String value) {
        Map<String, String> settings = new TreeMap<>();
        for (String word : value.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                String escaped = word.substring(equals + 1);
                settings.put(
                        Latin1.shown(word.substring(0, equals)),
                        Latin1.shown(ESCAPE.matcher(escaped).replaceAll(SpecialRemotes::character)));
            }
        }
        return settings;
    }

    private static String character(MatchResult escape) {
        int code = Integer.parseInt(escape.group(1));
        String character = code < BYTES ? String.valueOf((char) code) : escape.group();
        return Matcher.quoteReplacement(character);
    }
}
