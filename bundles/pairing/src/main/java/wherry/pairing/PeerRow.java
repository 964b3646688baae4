package wherry.pairing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.command.JsonLine;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerToken;
import wherry.api.peer.TokenDigest;

/**
 * What is told of one peer.
 *
 * @param tokens that it holds, at least one
 * @param connected how many links of it are open
 */
record PeerRow(List<PeerToken> tokens, int connected) {
    /** Where a token is valid for a network of git-annex's own. */
    private static final String OTHER_NETWORK = "other";

    /** Puts tokens together that are called the same. */
    static List<PeerRow> of(List<PeerToken> tokens, Map<TokenDigest, Integer> connected) {
        Map<String, List<PeerToken>> peers = tokens.stream()
                .collect(Collectors.groupingBy(PeerToken::handle, LinkedHashMap::new, Collectors.toList()));
        return peers.values().stream()
                .map(peer -> new PeerRow(peer, links(peer, connected)))
                .toList();
    }

    private static int links(List<PeerToken> peer, Map<TokenDigest, Integer> connected) {
        return distinct(peer, known -> Stream.of(known.token())).stream()
                .mapToInt(token -> connected.getOrDefault(token, 0))
                .sum();
    }

    private static <T> List<T> distinct(List<PeerToken> peer, Function<PeerToken, Stream<T>> part) {
        return peer.stream().flatMap(part).distinct().toList();
    }

    String handle() {
        return tokens.get(0).handle();
    }

    ServeMode rights() {
        return tokens.get(0).rights();
    }

    int tokenCount() {
        return distinct(tokens, known -> Stream.of(known.token())).size();
    }

    private List<String> networks() {
        return distinct(
                tokens,
                known -> Stream.of(known.address().map(PeerAddress::netname).orElse(OTHER_NETWORK)));
    }

    private Optional<Instant> firstSeen() {
        return tokens.stream().flatMap(known -> known.firstSeen().stream()).min(Comparator.naturalOrder());
    }

    private Optional<PeerToken> latest() {
        return tokens.stream()
                .filter(known -> known.lastSeen().isPresent())
                .max(Comparator.comparing(known -> known.lastSeen().orElseThrow()));
    }

    private Optional<Instant> lastSeen() {
        return latest().flatMap(PeerToken::lastSeen);
    }

    private Optional<AnnexUuid> uuid() {
        return latest().flatMap(PeerToken::uuid);
    }

    /** Peer, rights, networks, whether it is there, what it calls itself. */
    static List<String> text(List<PeerRow> rows) {
        int handle = widest(rows, PeerRow::handle);
        int networks = widest(rows, row -> String.join(",", row.networks()));
        List<String> lines = new ArrayList<>();
        for (PeerRow row : rows) {
            lines.add(String.format(
                            "%-" + handle + "s  %-11s  %-" + networks + "s  %-30s  %s",
                            row.handle(),
                            row.rights().word(),
                            String.join(",", row.networks()),
                            row.presence(),
                            row.uuid().map(AnnexUuid::value).orElse(""))
                    .stripTrailing());
        }
        return lines;
    }

    private static int widest(List<PeerRow> rows, Function<PeerRow, String> column) {
        return Math.max(
                1, rows.stream().map(column).mapToInt(String::length).max().orElse(1));
    }

    private String presence() {
        if (connected > 0) {
            return "connected (" + connected + (connected == 1 ? " link)" : " links)");
        }
        return lastSeen().map(last -> "last seen " + last).orElse("never seen");
    }

    JsonLine json() {
        JsonLine line = new JsonLine().with("peer", handle());
        tokens.get(0).name().ifPresent(name -> line.with("name", name));
        line.with("rights", rights().word())
                .with("networks", networks())
                .with(
                        "addresses",
                        distinct(tokens, known -> known.address().stream()).stream()
                                .map(PeerAddress::toString)
                                .toList())
                .with("connected", connected);
        firstSeen().ifPresent(first -> line.with("first-seen", first.toString()));
        lastSeen().ifPresent(last -> line.with("last-seen", last.toString()));
        uuid().ifPresent(uuid -> line.with("uuid", uuid.value()));
        return line.with(
                "tokens", distinct(tokens, known -> Stream.of(known.token().hex())));
    }
}
