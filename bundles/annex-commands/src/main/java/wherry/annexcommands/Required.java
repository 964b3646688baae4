package wherry.annexcommands;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.branch.AnnexBranch;
import wherry.api.store.StoreException;

/** The content that a repository is required to have, as {@code git annex required} has set it. */
final class Required {
    private static final String LOG = "required-content.log";
    private static final Pattern LINE = Pattern.compile("(\\S+) (.*) timestamp=(\\d+(?:\\.\\d+)?)s?");

    private final String expression;

    private Required(String expression) {
        this.expression = expression.strip();
    }

    /** Reads what is recorded of a repository; the newest line counts. */
    static Required of(AnnexUuid repository, AnnexBranch branch) throws StoreException {
        String newest = "";
        double latest = -1;
        String log = new String(branch.read(LOG).orElse(new byte[0]), StandardCharsets.UTF_8);
        for (String line : log.lines().toList()) {
            Matcher m = LINE.matcher(line);
            if (m.matches() && m.group(1).equals(repository.value()) && Double.parseDouble(m.group(3)) >= latest) {
                latest = Double.parseDouble(m.group(3));
                newest = m.group(2);
            }
        }
        return new Required(newest);
    }

    /**
     * Why a key has to stay; empty if it need not.
     *
     * @param paths of the files that have the key, from the top; what no file has counts as a file without a name
     */
    Optional<String> whyKept(Key key, List<String> paths) {
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        try {
            FileExpression.Test test = FileExpression.parse("the required content", expression);
            long size = key.size().orElse(0);
            boolean kept = (paths.isEmpty() ? List.of("") : paths).stream().anyMatch(path -> test.matches(path, size));
            // SOURCE: git annex drop of 10.20261026.
            return kept ? Optional.of("That file is required content. It cannot be dropped!") : Optional.empty();
        } catch (StoreException e) {
            return Optional.of("That file may be required content, so it cannot be dropped: " + e.getMessage() + ".");
        }
    }
}
