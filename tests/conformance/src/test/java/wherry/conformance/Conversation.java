package wherry.conformance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import wherry.kit.programs.Patience;
import wherry.kit.programs.Running;
import wherry.kit.programs.Surroundings;

/** A peer that speaks the protocol line by line through {@code git-annex-p2p-NET ADDRESS}, so that it can do what git-annex would not. */
final class Conversation implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PREFIX = "p2p-annex::";

    private final Running program;
    private int heard;

    private Conversation(Running program) {
        this.program = program;
    }

    /** Connects, shows the token of the address, and agrees on a version. */
    static Conversation open(Surroundings surroundings, Path folder, String address) {
        String[] netAndRest = address.substring(PREFIX.length()).split(":", 2);
        int colon = netAndRest[1].lastIndexOf(':');
        Conversation opened = new Conversation(
                surroundings.start(folder, "git-annex-p2p-" + netAndRest[0], netAndRest[1].substring(0, colon)));
        opened.ask("AUTH 11111111-2222-3333-4444-555555555555 " + netAndRest[1].substring(colon + 1));
        opened.ask("VERSION 4");
        return opened;
    }

    /** Says a line that is not answered. */
    void say(String line) {
        program.write(line + "\n");
    }

    /** Says a line and returns the one that answers it. */
    String ask(String line) {
        say(line);
        Patience.until(
                "an answer to " + line,
                LIMIT,
                () -> program.out().endsWith("\n") && lines().size() > heard,
                program::toString);
        return lines().get(heard++);
    }

    private List<String> lines() {
        return program.out().lines().toList();
    }

    /** Ends the program without a word to the server. */
    void cut() {
        program.kill();
        program.await(LIMIT);
    }

    @Override
    public void close() {
        program.close();
    }
}
