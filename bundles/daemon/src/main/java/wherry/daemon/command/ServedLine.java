package wherry.daemon.command;

import wherry.api.command.JsonLine;
import wherry.api.peer.PeerAddress;
import wherry.api.serving.ServedRepository;

/** A repository that is served, as programs read it. */
final class ServedLine {
    private ServedLine() {}

    static JsonLine of(ServedRepository served) {
        JsonLine line = new JsonLine().with("folder", served.folder().toString());
        served.uuid().ifPresent(uuid -> line.with("uuid", uuid.value()));
        return line.with("rights", served.rights().word())
                .with(
                        "addresses",
                        served.addresses().stream().map(PeerAddress::toString).toList())
                .with("connections", served.connections())
                .with("problems", served.problems());
    }
}
