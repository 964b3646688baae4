package wherry.daemon.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a stock git or git-annex asks for by ssh.
 *
 * @param action what is to be done
 * @param folder as the client wrote it
 * @param peer the client's UUID; empty unless content is to be served
 * @param uuid the UUID that the client expects here; empty if any will do
 */
record SshRequest(Action action, String folder, Optional<String> peer, Optional<String> uuid) {
    /** What can be done; whatever else is asked for is not. */
    enum Action {
        /** The P2P protocol. */
        P2PSTDIO,
        /** Tell the UUID. */
        CONFIGLIST,
        /** Fetch. */
        UPLOAD_PACK,
        /** Push. */
        RECEIVE_PACK
    }

    /**
     * Reads what ssh's server hands on in {@code SSH_ORIGINAL_COMMAND}.
     *
     * @throws IOException if it is nothing that can be done
     */
    static SshRequest parse(String command) throws IOException {
        List<String> words = ShellWords.split(command);
        if (words.size() == 2 && words.get(0).equals("git-upload-pack")) {
            return git(Action.UPLOAD_PACK, words.get(1));
        }
        if (words.size() == 2 && words.get(0).equals("git-receive-pack")) {
            return git(Action.RECEIVE_PACK, words.get(1));
        }
        if (words.size() > 2 && words.get(0).equals("git-annex-shell")) {
            List<String> rest = words.subList(2, words.size());
            if (words.get(1).equals("configlist")) {
                return annex(Action.CONFIGLIST, rest, 1);
            }
            if (words.get(1).equals("p2pstdio")) {
                return annex(Action.P2PSTDIO, rest, 2);
            }
        }
        throw refusal();
    }

    private static SshRequest git(Action action, String folder) throws IOException {
        if (folder.startsWith("-")) {
            throw refusal();
        }
        return new SshRequest(action, folder, Optional.empty(), Optional.empty());
    }

    /** SOURCE: behind the folder and other words come options, and between two {@code --} fields, of which none changes anything here. */
    private static SshRequest annex(Action action, List<String> words, int expected) throws IOException {
        List<String> operands = new ArrayList<>();
        Optional<String> uuid = Optional.empty();
        boolean fields = false;
        for (Iterator<String> each = words.iterator(); each.hasNext(); ) {
            String word = each.next();
            if (word.equals("--")) {
                fields = !fields;
            } else if (!fields && word.equals("--uuid") && each.hasNext()) {
                uuid = Optional.of(each.next());
            } else if (!fields && !word.equals("--debug")) {
                operands.add(word);
            }
        }
        if (operands.size() != expected || operands.stream().anyMatch(word -> word.startsWith("-"))) {
            throw refusal();
        }
        Optional<String> peer = expected == 2 ? Optional.of(operands.get(1)) : Optional.empty();
        return new SshRequest(action, operands.get(0), peer, uuid);
    }

    private static IOException refusal() {
        return new IOException("this key may be used by git-annex (p2pstdio, configlist) and git (git-upload-pack,"
                + " git-receive-pack) only");
    }
}
