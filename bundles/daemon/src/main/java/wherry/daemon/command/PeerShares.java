package wherry.daemon.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wherry.daemon.limit.Resource;
import wherry.daemon.limit.Shares;

/** What the node's peers hold together, for the user. */
record PeerShares(Shares shares) {
    String line() {
        List<String> parts = new ArrayList<>();
        shares.held().forEach((resource, held) -> parts.add(resource.words() + " " + held + most(resource)));
        return String.join(", ", parts) + "; refused over a limit " + shares.refusals();
    }

    /** The one of reserved space depends on what is free, repository by repository. */
    private String most(Resource resource) {
        return resource == Resource.RESERVED
                ? ""
                : " of " + shares.limit(resource).node();
    }

    Map<String, Long> fields() {
        Map<String, Long> fields = new LinkedHashMap<>();
        shares.held().forEach((resource, held) -> fields.put(resource.setting(), held));
        fields.put("refused", shares.refusals());
        return fields;
    }
}
