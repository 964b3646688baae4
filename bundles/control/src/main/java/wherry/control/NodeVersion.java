package wherry.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The distribution that the node was started from. Commands come from the one that is on the user's PATH, which may be another.
 *
 * @param text its version; empty if it is not known
 */
record NodeVersion(String text) {
    private static final String PREFIX = "wherry ";

    /** These do what the sentence asks for. */
    private static final Set<String> REMEDIES = Set.of("stop", "restart");

    /** Reads it once: the folder may have another version in it later, while the node is still the old one. */
    static NodeVersion of(Path distribution) {
        try {
            String line = Files.readString(distribution.resolve("lib/version")).strip();
            return new NodeVersion(line.startsWith(PREFIX) ? line.substring(PREFIX.length()) : "");
        } catch (IOException e) {
            return new NodeVersion("");
        }
    }

    /**
     * What a user is to know who calls with another version.
     *
     * @param request of a caller
     * @param command what it calls
     * @return a sentence; empty for programs that git runs, and where all is well or not known
     */
    Optional<String> remark(Request request, String command) {
        boolean differs = !text.isEmpty()
                && !request.version().isEmpty()
                && !request.version().equals(text);
        if (!differs || !request.program().equals(PicocliCommands.PROGRAM) || REMEDIES.contains(command)) {
            return Optional.empty();
        }
        return Optional.of("wherry: the node that runs is version " + text + ", this command is version "
                + request.version() + "; start the node anew with: wherry restart");
    }
}
