package wherry.store.branch;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wherry.store.format.PosixTime;

/** Lines {@code TIME SUBJECT VALUE}. */
final class TimeFirstLog implements SubjectLog {
    @Override
    public Map<String, Entry> parse(byte[] log) {
        Map<String, Entry> newest = new TreeMap<>();
        for (String line : Lines.of(log)) {
            String[] words = line.split(" ", 3);
            Optional<BigDecimal> time = PosixTime.parse(words[0]);
            if (words.length == 3 && time.isPresent() && !words[1].isEmpty()) {
                Entry entry = new Entry(time.get(), words[2]);
                newest.merge(words[1], entry, (old, next) -> next.olderThan(old) ? old : next);
            }
        }
        return newest;
    }

    @Override
    public byte[] format(Map<String, Entry> newest) {
        StringBuilder lines = new StringBuilder();
        newest.forEach((subject, entry) -> lines.append(PosixTime.format(entry.time()))
                .append(' ')
                .append(subject)
                .append(' ')
                .append(entry.value())
                .append('\n'));
        return Latin1.bytes(lines.toString());
    }
}
