package wherry.pairing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.peer.TokenDigest;
import wherry.api.serving.ServedRepositories;
import wherry.api.serving.ServedRepository;

/** A list of served repositories that serves nothing. */
final class ScriptedServed implements ServedRepositories {
    private final AnnexUuid uuid;
    private final List<Path> folders = new ArrayList<>();
    private final List<Path> refreshed = new ArrayList<>();
    private final List<Path> reviewed = new ArrayList<>();
    private final Map<TokenDigest, Integer> connected = new HashMap<>();
    private ServeMode rights = ServeMode.READ_WRITE;

    ScriptedServed(AnnexUuid uuid) {
        this.uuid = uuid;
    }

    void add(Path folder) {
        folders.add(folder);
    }

    void connect(TokenDigest token, int links) {
        connected.put(token, links);
    }

    void limit(ServeMode now) {
        rights = now;
    }

    List<Path> refreshed() {
        return refreshed;
    }

    List<Path> reviewed() {
        return reviewed;
    }

    @Override
    public ServedRepository serve(Path folder) {
        refreshed.add(folder);
        return status(folder);
    }

    @Override
    public ServedRepository serve(Path folder, ServeMode limit) {
        rights = limit;
        return serve(folder);
    }

    @Override
    public boolean unserve(Path folder) {
        return folders.remove(folder);
    }

    /** Cuts all that is connected. */
    @Override
    public int review(Path gitDirectory) {
        reviewed.add(gitDirectory);
        return connected.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public Map<TokenDigest, Integer> connected(Path gitDirectory) {
        return Map.copyOf(connected);
    }

    @Override
    public List<ServedRepository> list() {
        return folders.stream().map(this::status).toList();
    }

    private ServedRepository status(Path folder) {
        return new ServedRepository(folder, Optional.of(uuid), rights, List.of(), 0, List.of());
    }
}
