package wherry.store.credentials;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.api.annex.StoreException;
import wherry.api.peer.PeerToken;
import wherry.api.peer.TokenDigest;

/** What Wherry's file of peers says. Notes of tokens that are gone stay: they count again if the user brings the token back. */
final class PeerNotes {
    private static final String HEADER = "wherry-peers-1";

    private final Map<TokenDigest, PeerToken> notes = new LinkedHashMap<>();

    /**
     * Reads the lines of the file.
     *
     * @param file for messages
     * @throws StoreException if any line is not understood
     */
    static PeerNotes parse(List<String> lines, Object file) throws StoreException {
        PeerNotes read = new PeerNotes();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw damaged(file, 1, "it does not begin with " + HEADER);
        }
        for (int i = 1; i < lines.size(); i++) {
            try {
                PeerToken note = PeerLine.parse(lines.get(i));
                if (read.notes.put(note.token(), note) != null) {
                    throw damaged(file, i + 1, "this token was there before");
                }
            } catch (IllegalArgumentException e) {
                throw damaged(file, i + 1, String.valueOf(e.getMessage()));
            }
        }
        return read;
    }

    private static StoreException damaged(Object file, int line, String why) {
        return new StoreException("nobody is admitted, since it is not clear who may do what: line " + line + " of "
                + file + " is damaged (" + why + "); mend it, or remove the file to give all rights to all tokens");
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        notes.values().forEach(note -> lines.add(PeerLine.of(note)));
        return lines;
    }

    /** What is known of a token; nothing but that it is there, if nothing was noted. */
    PeerToken of(TokenDigest token) {
        return notes.getOrDefault(token, PeerToken.unnamed(token, Optional.empty()));
    }

    void put(PeerToken peer) {
        notes.put(peer.token(), peer.over(Optional.empty()));
    }

    void remove(TokenDigest token) {
        notes.remove(token);
    }
}
