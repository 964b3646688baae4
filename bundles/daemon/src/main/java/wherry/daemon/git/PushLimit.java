package wherry.daemon.git;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.api.store.Repository;

/** How much one push may bring: what the disk has room for, or less if {@code receive.maxInputSize} says so. */
final class PushLimit {
    private static final Pattern SIZE = Pattern.compile("\\s*(\\d{1,12})\\s*([kKmMgG]?)\\s*");

    private PushLimit() {}

    /**
     * The limit now.
     *
     * @return bytes, more than 0
     * @throws IOException if there is no room at all; the message is for the peer's git
     */
    static long of(Repository repository) throws IOException {
        long room = repository.room();
        if (room <= 0) {
            throw new IOException("not enough free space to push to (annex.diskreserve)");
        }
        List<String> set = repository.settings().values("receive.maxInputSize");
        OptionalLong own = set.isEmpty() ? OptionalLong.empty() : parse(set.get(set.size() - 1));
        return own.isPresent() && own.getAsLong() > 0 ? Math.min(room, own.getAsLong()) : room;
    }

    private static OptionalLong parse(String text) {
        Matcher m = SIZE.matcher(text);
        if (!m.matches()) {
            return OptionalLong.empty();
        }
        int shift = switch (m.group(2)) {
            case "k", "K" -> 10;
            case "m", "M" -> 20;
            case "g", "G" -> 30;
            default -> 0;
        };
        return OptionalLong.of(Long.parseLong(m.group(1)) << shift);
    }
}
