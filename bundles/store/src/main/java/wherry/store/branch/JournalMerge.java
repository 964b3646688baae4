package wherry.store.branch;

import java.util.Set;

/**
 * Brings a file in the journal, which was to replace the file on the branch, together with that. A push may have put lines on the
 * branch since, and they must not be lost.
 */
final class JournalMerge {
    /** Files with one line for each repository, the newest. */
    private static final Set<String> REPOSITORY_LOGS = Set.of(
            "uuid.log",
            "trust.log",
            "group.log",
            "remote.log",
            "preferred-content.log",
            "required-content.log",
            "schedule.log",
            "activity.log");

    private JournalMerge() {}

    /** All that both know: what the journal says if the branch knows no more. */
    static byte[] joined(BranchPath path, byte[] journalled, byte[] committed) {
        if (Lines.hasAll(journalled, committed)) {
            return journalled;
        }
        byte[] lines = Lines.joined(journalled, committed);
        if (path.isLocationLog()) {
            return LocationLog.format(LocationLog.parse(lines));
        }
        if (REPOSITORY_LOGS.contains(path.text())) {
            RepositoryLog log = new RepositoryLog();
            return log.format(log.parse(Lines.joined(committed, journalled)));
        }
        return lines;
    }
}
