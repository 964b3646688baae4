package wherry.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;

/**
 * The repository that all random working trees begin as, and two peers with the same content: each program has one of its own, so that
 * what the one does is not seen by the other.
 */
final class DifferentialBase {
    /** The peer of the real git-annex. */
    static final String REAL_PEER = "peerr";

    /** Wherry's peer. */
    static final String OUR_PEER = "peero";

    /** Annexed files of the base, as bash reads them. */
    static final List<String> ANNEXED = List.of(
            "locked",
            "away",
            "unlocked",
            "awayunlocked",
            "program",
            "deep/locked",
            "deep/away",
            "deep/er/unlocked",
            "twin1",
            "twin2",
            "$'sp ace'",
            "$'r\\351sum\\351'",
            "$'a\\351way'");

    /** All files of the base. */
    static final List<String> FILES = List.of(
            "plain",
            "deep/plain",
            ".dotplain",
            "locked",
            "away",
            "unlocked",
            "awayunlocked",
            "program",
            "deep/locked",
            "deep/away",
            "deep/er/unlocked",
            "twin1",
            "twin2",
            "$'sp ace'",
            "$'r\\351sum\\351'",
            "$'a\\351way'");

    private static final String CONTENT = """
            set -e
            mkdir -p deep/er
            for f in locked away unlocked awayunlocked program deep/locked deep/away deep/er/unlocked $'sp ace' \\
              $'r\\351sum\\351' $'a\\351way'; do
              echo "base content of $f" > "$f"
            done
            echo twin > twin1; echo twin > twin2
            chmod +x program
            git annex add -q
            git annex unlock -q unlocked awayunlocked program deep/er/unlocked twin2
            echo '*.o' > .gitignore
            echo plain > plain; echo plain > deep/plain; echo plain > .dotplain
            git -c annex.largefiles=nothing add .gitignore plain deep/plain .dotplain
            git commit -q -m base
            git clone -q . ../inner-origin
            git -c protocol.file.allow=always submodule --quiet add ./../inner-origin submodule
            git commit -q -m submodule
            """;

    private final ServingNode node;
    private final Path place;
    private final Map<String, String> uuids = new HashMap<>();

    DifferentialBase(ServingNode node) {
        this.node = node;
        this.place = node.workplace().path("differential");
    }

    Path place() {
        return place;
    }

    Path base() {
        return place.resolve("base");
    }

    /** Makes it, and serves the peers. */
    void make() throws IOException {
        Files.createDirectories(place);
        ThrowawayRepository base = ThrowawayRepository.create(node.surroundings(), base());
        bash(base(), CONTENT);
        for (String name : List.of(REAL_PEER, OUR_PEER)) {
            ThrowawayRepository peer = base.cloneTo(place.resolve(name));
            peer.stock().annex("get", "--quiet");
            peer.stock().git("remote", "remove", "origin");
            bash(place, "cp -a " + name + "/.git/annex/objects " + name + "-objects");
            uuids.put(name, peer.uuid());
            base.link(name, node.serve(peer));
            base.stock().git("fetch", "--quiet", name);
        }
        base.stock().annex("merge");
        base.stock().annex("drop", "--quiet", "--force", "away", "awayunlocked", "deep/away");
        // git-annex takes no such name as an argument.
        bash(base(), "git annex drop --quiet --force --include='a?way' && git status >/dev/null");
    }

    /** What a program's own peer and that of the other are called, so that both left the same. */
    Map<String, String> names(String own) {
        Map<String, String> names = new HashMap<>();
        uuids.forEach((peer, uuid) -> names.put(uuid, peer.equals(own) ? "PEER" : "OTHER"));
        return names;
    }

    /** Gives the peers the content that they began with, whatever was sent to them or dropped from them since. */
    void restorePeers() {
        for (String name : List.of(REAL_PEER, OUR_PEER)) {
            String objects = name + "/.git/annex/objects";
            bash(place, "chmod -R u+w " + objects + "; rm -rf " + objects + "; cp -a " + name + "-objects " + objects);
        }
    }

    /** Runs a script, which has to end well. */
    void bash(Path folder, String script) {
        node.surroundings()
                .run(folder, Surroundings.LIMIT, "", "bash", "-c", script)
                .ok();
    }
}
