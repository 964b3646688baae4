package wherry.protocol;

import java.util.Optional;
import wherry.api.annex.ServeMode;

/**
 * Why a peer may not do something. SOURCE: the texts are those of git-annex-shell, which knows no mode that refuses pushes alone.
 *
 * @param mode what the peer may do
 */
record Rights(ServeMode mode) {
    private static final String READ_ONLY = "this repository is read-only; write access denied";
    private static final String APPEND_ONLY = "this repository is append-only; removal denied";
    private static final String NO_PUSH = "this repository takes no pushes; push access denied";

    /** Empty if it may PUT. */
    Optional<String> refusalOfPut() {
        return mode == ServeMode.READ_ONLY ? Optional.of(READ_ONLY) : Optional.empty();
    }

    /** Empty if it may REMOVE. */
    Optional<String> refusalOfRemove() {
        return switch (mode) {
            case READ_WRITE, NO_PUSH -> Optional.empty();
            case READ_ONLY -> Optional.of(READ_ONLY);
            case APPEND_ONLY -> Optional.of(APPEND_ONLY);
        };
    }

    /** Empty if it may push. */
    Optional<String> refusalOfPush() {
        return switch (mode) {
            case READ_WRITE -> Optional.empty();
            case NO_PUSH -> Optional.of(NO_PUSH);
            case APPEND_ONLY, READ_ONLY -> Optional.of(READ_ONLY);
        };
    }
}
