package wherry.api.annex;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of keys: {@code BACKEND[-sSIZE][-mMTIME][-SCHUNKSIZE][-CCHUNKNUMBER]--NAME}. */
final class KeyText {
    private static final Pattern FORM = Pattern.compile(
            "([^-\\n]+)(?:-s(\\d+))?(?:-m(\\d+))?(?:-S(\\d+))?(?:-C(\\d+))?--([^\\n]*)", Pattern.DOTALL);

    /** Backends that end in E without meaning "with extension". */
    private static final Set<String> NO_EXTENSION = Set.of("GITBUNDLE", "GITMANIFEST");

    // SOURCE: git-annex 10.20261026 refuses 64 characters after the dot, so 65 with it.
    private static final int MAX_EXTENSION_BYTES = 64;

    private KeyText() {}

    static Optional<Key> parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Key(m.group(1), number(m, 2), number(m, 3), number(m, 4), number(m, 5), m.group(6)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String format(Key key) {
        StringBuilder text = new StringBuilder(key.backend());
        key.size().ifPresent(n -> text.append("-s").append(n));
        key.mtime().ifPresent(n -> text.append("-m").append(n));
        key.chunkSize().ifPresent(n -> text.append("-S").append(n));
        key.chunkNumber().ifPresent(n -> text.append("-C").append(n));
        return text.append("--").append(key.name()).toString();
    }

    static void check(String backend, String name, OptionalLong... numbers) {
        if (backend.isEmpty() || backend.indexOf('-') >= 0 || backend.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a key's backend is one word without a dash");
        }
        if (name.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a key's name holds no newline");
        }
        for (OptionalLong number : numbers) {
            if (number.isPresent() && number.getAsLong() < 0) {
                throw new IllegalArgumentException("a key's numbers are not negative");
            }
        }
        int dot = name.indexOf('.');
        if (backend.endsWith("E")
                && !NO_EXTENSION.contains(backend)
                && dot >= 0
                && name.length() - dot > MAX_EXTENSION_BYTES) {
            throw new IllegalArgumentException("a key's extension has at most 64 bytes");
        }
    }

    private static OptionalLong number(Matcher m, int group) {
        String digits = m.group(group);
        return digits == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
    }
}
