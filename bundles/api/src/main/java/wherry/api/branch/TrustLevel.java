package wherry.api.branch;

import java.util.Arrays;

/**
 * How far a repository is believed when it says that it has content.
 *
 * @see <a href="https://git-annex.branchable.com/trust/">trust</a>
 */
public enum TrustLevel {
    /** Its copies count without being checked. */
    TRUSTED("1"),
    /** Its copies count once they are checked; so it is where nothing is recorded. */
    SEMITRUSTED("?"),
    /** Its copies do not count. */
    UNTRUSTED("0"),
    /** It is lost for good. */
    DEAD("X");

    private final String inLog;

    TrustLevel(String inLog) {
        this.inLog = inLog;
    }

    /** As {@code trust.log} has it. */
    String inLog() {
        return inLog;
    }

    /** The reverse of {@link #inLog}; what it does not know means nothing. */
    static TrustLevel ofLog(String text) {
        return Arrays.stream(values())
                .filter(level -> level.inLog.equals(text))
                .findFirst()
                .orElse(SEMITRUSTED);
    }
}
