package wherry.annexcommands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.StoreException;
import wherry.api.branch.TrustLevel;

/** {@code wherry annex whereis}. */
final class Whereis {
    private final CommandContext session;

    Whereis(CommandContext session) {
        this.session = session;
    }

    /** Lists the repositories that are recorded to have a key's content. */
    void run(CommandTarget subject) throws StoreException {
        List<AnnexUuid> safe = new ArrayList<>();
        List<AnnexUuid> untrusted = new ArrayList<>();
        for (AnnexUuid uuid : session.repository().branch().locations(subject.wanted())) {
            (session.trust(uuid) == TrustLevel.UNTRUSTED ? untrusted : safe).add(uuid);
        }
        List<Location> copies = session.where(safe);
        List<Location> doubtful = session.where(untrusted);
        String note = TerminalText.count(copies.size(), "copy", "copies");
        if (session.report().json()) {
            json(subject, note, copies, doubtful);
        } else {
            text(subject, note, copies, doubtful);
        }
    }

    private void json(CommandTarget subject, String note, List<Location> copies, List<Location> doubtful) {
        StringBuilder lines = new StringBuilder(note);
        copies.forEach(copy -> lines.append('\n').append(copy.line()));
        lines.append(copies.isEmpty() ? "" : "\n");
        Map<String, Object> fields = Map.of("whereis", fields(copies), "untrusted", fields(doubtful));
        if (copies.isEmpty()) {
            session.report().failed(subject, lines.toString(), List.of(), fields);
        } else {
            session.report().ok(subject, lines.toString(), fields);
        }
    }

    private static List<Map<String, Object>> fields(List<Location> list) {
        return list.stream().map(Location::fields).toList();
    }

    // SOURCE: the form of git annex whereis.
    private void text(CommandTarget subject, String note, List<Location> copies, List<Location> doubtful) {
        List<String> lines = new ArrayList<>();
        copies.forEach(location -> lines.add("  " + location.line()));
        if (!doubtful.isEmpty()) {
            if (!copies.isEmpty()) {
                lines.add("");
            }
            lines.add("  The following untrusted locations may also have copies:");
            doubtful.forEach(location -> lines.add("  " + location.line()));
        }
        String first = "whereis " + TerminalText.shown(subject.file()) + " (" + note + ") ";
        String verdict = copies.isEmpty() ? "failed" : "ok";
        if (lines.isEmpty()) {
            lines.add(first + verdict);
        } else {
            lines.add(0, first);
            lines.add(verdict);
        }
        lines.forEach(session.call().out()::println);
        if (copies.isEmpty()) {
            session.report().countFailure();
        }
    }
}
