package wherry.store.branch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import wherry.store.file.BoundedFile;

/**
 * Commits of others that were found not fit for merging, so that not every command looks at them anew: lines {@code COMMIT SECONDS
 * LIMIT} in a file of Wherry's own. After a day, or with other limits, they are looked at again.
 */
final class SetAside {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{40}) (\\d{1,12}) (\\d{1,19})");
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST = 1000;
    private static final int MAX_BYTES = 1 << 20;

    private final BranchHome home;
    private final Clock clock;

    /**
     * A commit that was looked at.
     *
     * @param seconds when, since 1970
     * @param limit bytes that were looked at, at most
     */
    private record Look(long seconds, long limit) {}

    SetAside(BranchHome home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    private Path file() {
        return home.annexDirectory().resolve("wherry/branches-set-aside");
    }

    /** Those that were looked at with these limits not long ago. */
    Set<String> commits(BranchBudget.Limits limits) throws IOException {
        return read().entrySet().stream()
                .filter(entry -> entry.getValue().limit() == limits.bytes())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<String, Look> read() throws IOException {
        Map<String, Look> looks = new LinkedHashMap<>();
        long now = clock.instant().getEpochSecond();
        for (String line : Lines.of(BoundedFile.read(file(), MAX_BYTES).orElse(new byte[0]))) {
            Matcher m = LINE.matcher(line);
            if (m.matches()) {
                Look look = new Look(Long.parseLong(m.group(2)), Long.parseLong(m.group(3)));
                if (Math.abs(now - look.seconds()) < KEPT.toSeconds()) {
                    looks.put(m.group(1), look);
                }
            }
        }
        return looks;
    }

    /** Remembers a commit. */
    void add(ObjectId commit, BranchBudget.Limits limits) throws IOException {
        Map<String, Look> looks = read();
        looks.remove(commit.name());
        looks.put(commit.name(), new Look(clock.instant().getEpochSecond(), limits.bytes()));
        StringBuilder lines = new StringBuilder();
        List<Map.Entry<String, Look>> all = List.copyOf(looks.entrySet());
        for (Map.Entry<String, Look> entry : all.subList(Math.max(0, all.size() - MOST), all.size())) {
            Look look = entry.getValue();
            lines.append(entry.getKey() + " " + look.seconds() + " " + look.limit() + "\n");
        }
        home.write(file(), Latin1.bytes(lines.toString()));
    }
}
