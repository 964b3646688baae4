package wherry.store.branch;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import wherry.api.branch.BranchLog;

/** How a log with a value for each of many is read and written. */
interface SubjectLog {
    /** The newest of each, in their order; lines that tell of nothing are left out. */
    Map<String, Entry> parse(byte[] log);

    /** One line for each. */
    byte[] format(Map<String, Entry> newest);

    static SubjectLog in(BranchLog.Layout layout) {
        return switch (layout) {
            case TIME_LAST -> new RepositoryLog();
            case TIME_FIRST -> new TimeFirstLog();
        };
    }

    /**
     * Gives one of them another value.
     *
     * @param log all lines so far
     * @param now whole seconds
     * @return all lines, one for each; empty if it has that value
     */
    default Optional<byte[]> record(byte[] log, String subject, String value, BigDecimal now) {
        Map<String, Entry> newest = parse(log);
        Entry old = newest.get(subject);
        if (old != null && old.value().equals(value)) {
            return Optional.empty();
        }
        newest.put(subject, new Entry(old == null ? now : old.next(now), value));
        return Optional.of(format(newest));
    }
}
