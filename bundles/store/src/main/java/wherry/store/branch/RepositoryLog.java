package wherry.store.branch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wherry.store.format.PosixTime;

/** Something about each repository: lines {@code REPOSITORY VALUE timestamp=TIME}. */
final class RepositoryLog implements SubjectLog {
    private static final String TIMESTAMP = "timestamp=";

    @Override
    public Map<String, Entry> parse(byte[] log) {
        Map<String, Entry> newest = new TreeMap<>();
        for (String text : Lines.of(log)) {
            List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
            String repository = words.remove(0);
            if (!repository.isEmpty()) {
                // SOURCE: of two lines with the same time git-annex takes the last.
                newest.merge(repository, entry(words), (old, line) -> line.olderThan(old) ? old : line);
            }
        }
        return newest;
    }

    /** SOURCE: git-annex takes the last word that looks like a time, wherever it stands; a value may have others. */
    private static Entry entry(List<String> words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            if (words.get(i).startsWith(TIMESTAMP)) {
                Optional<BigDecimal> time = PosixTime.parse(words.get(i).substring(TIMESTAMP.length()));
                if (time.isPresent()) {
                    words.remove(i);
                    return new Entry(time.get(), String.join(" ", words));
                }
                break;
            }
        }
        return new Entry(Entry.UNKNOWN, String.join(" ", words));
    }

    @Override
    public byte[] format(Map<String, Entry> newest) {
        StringBuilder lines = new StringBuilder();
        newest.forEach((repository, line) -> {
            lines.append(repository).append(' ').append(line.value());
            if (line.time().compareTo(Entry.UNKNOWN) != 0) {
                lines.append(' ').append(TIMESTAMP).append(PosixTime.format(line.time()));
            }
            lines.append('\n');
        });
        return Latin1.bytes(lines.toString());
    }
}
