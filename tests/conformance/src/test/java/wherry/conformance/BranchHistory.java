package wherry.conformance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wherry.kit.programs.StockAnnex;

/** All that was ever written to a git-annex branch, beside what stands there now. */
final class BranchHistory {
    private static final String BRANCH = "refs/heads/git-annex";

    private BranchHistory() {}

    /**
     * Lines of location logs that are in a commit of the branch, or were merged into it, and that the tip has lost or made older.
     *
     * @return empty if all is well
     */
    static List<String> lostLines(StockAnnex repository) {
        Map<String, BigDecimal> ever = new LinkedHashMap<>();
        Map<String, String> contents = new HashMap<>();
        for (String line : repository
                .git("log", "--format=", "--raw", "-r", "-m", "--root", "--no-abbrev", "--no-renames", BRANCH)
                .lines()) {
            String[] fields = line.split("[ \t]", 6);
            String blob = fields[3];
            String path = fields[5];
            if (path.endsWith(".log") && path.contains("/") && !blob.matches("0+")) {
                String log = contents.computeIfAbsent(
                        blob, id -> repository.git("cat-file", "blob", id).out());
                record(path, log, ever);
            }
        }
        return ever.isEmpty() ? List.of("the branch has no location log at all") : missing(ever, tip(repository));
    }

    private static Map<String, BigDecimal> tip(StockAnnex repository) {
        Map<String, BigDecimal> now = new HashMap<>();
        for (String line : repository.git("ls-tree", "-r", BRANCH).lines()) {
            String[] fields = line.split("[ \t]", 4);
            if (fields[3].endsWith(".log") && fields[3].contains("/")) {
                record(fields[3], repository.git("cat-file", "blob", fields[2]).out(), now);
            }
        }
        return now;
    }

    private static List<String> missing(Map<String, BigDecimal> ever, Map<String, BigDecimal> now) {
        List<String> lost = new ArrayList<>();
        ever.forEach((what, time) -> {
            BigDecimal left = now.get(what);
            if (left == null || left.compareTo(time) < 0) {
                lost.add(what + " was of " + time + ", now of " + left);
            }
        });
        return lost;
    }

    /** A line is {@code TIMEs STATUS UUID}. */
    private static void record(String path, String log, Map<String, BigDecimal> into) {
        for (String line : log.lines().toList()) {
            String[] words = line.split(" ", 3);
            BigDecimal time = new BigDecimal(words[0].substring(0, words[0].length() - 1));
            into.merge(path + " " + words[2], time, BigDecimal::max);
        }
    }
}
