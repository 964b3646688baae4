package wherry.api.branch;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings of special remotes: {@code key=value key=value}, in whose values white space and ampersands are escaped as in HTML. */
final class SpecialRemoteSettings {
    private static final Pattern ESCAPE = Pattern.compile("&(\\d{1,7});");

    private SpecialRemoteSettings() {}

    static Map<String, String> parse(String text) {
        Map<String, String> settings = new TreeMap<>();
        for (String word : text.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                String value = ESCAPE.matcher(word.substring(equals + 1)).replaceAll(SpecialRemoteSettings::character);
                settings.put(word.substring(0, equals), value);
            }
        }
        return Map.copyOf(settings);
    }

    private static String character(MatchResult escape) {
        int code = Integer.parseInt(escape.group(1));
        return Matcher.quoteReplacement(Character.isValidCodePoint(code) ? Character.toString(code) : escape.group());
    }

    static String format(Map<String, String> settings) {
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + escaped(setting.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (c == '&' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                text.append('&').append(c).append(';');
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
