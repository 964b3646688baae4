package wherry.annexcommands;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.tree.AnnexedFile;
import wherry.api.tree.PathText;
import wherry.api.tree.TreeFile;

/**
 * What one line of output is about.
 *
 * @param file as the user sees it, or a key
 * @param input the argument that led to it; empty if none did
 * @param key of its content, if that is known
 * @param keyOnly whether no file was asked for
 */
record CommandTarget(String file, String input, Optional<Key> key, boolean keyOnly) {
    static CommandTarget of(TreeFile file, Optional<Key> key) {
        return new CommandTarget(file.shown(), file.input(), key, false);
    }

    static CommandTarget of(AnnexedFile file) {
        return of(file.where(), Optional.of(file.key()));
    }

    /** All files with a key, or none. */
    static CommandTarget of(Key key) {
        return new CommandTarget(TerminalText.text(key), "", Optional.of(key), true);
    }

    /** For the peer's display and the transfer log. */
    AssociatedFile associated() {
        if (keyOnly) {
            return AssociatedFile.NONE;
        }
        byte[] bytes = PathText.bytes(file);
        return new AssociatedFile(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    Key wanted() {
        return key.orElseThrow();
    }
}
