package wherry.annexcommands;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.branch.AnnexBranch;
import wherry.api.branch.BranchLog;
import wherry.api.branch.TrustLevel;
import wherry.api.content.ContentLock;
import wherry.api.peer.PeerConnection;
import wherry.api.peer.UnreachableException;
import wherry.api.remote.Remotes;
import wherry.api.store.ContentStore;
import wherry.api.store.Repository;
import wherry.api.wanted.PreferredContent;
import wherry.kit.Gen;
import wherry.kit.MemoryCredentials;
import wherry.kit.MemorySettings;
import wherry.kit.ScriptedInvocation;

/** Which copies count, against git-annex's rules: {@code git-annex-drop}, {@code git-annex-numcopies}, {@code git-annex-mincopies}. */
public class DropProofTest {
    private static final int TRIALS = 5_000;
    private static final int MOST_OTHERS = 5;
    private static final int SELF = 0;
    private static final Key KEY = Key.parse("WORM-s1--a").orElseThrow();

    /**
     * A repository as it is, and as it is known.
     *
     * @param recorded whether the location log says that it has the content
     * @param has whether that is true
     * @param remote whether git's configuration names it
     * @param reachable if it is a remote
     * @param onBranch how far it is trusted
     * @param configured how far it is trusted if it is a remote; counts more
     */
    private record Place(
            boolean recorded,
            boolean has,
            boolean remote,
            boolean reachable,
            TrustLevel onBranch,
            Optional<TrustLevel> configured) {
        static Place any(Gen gen) {
            Optional<TrustLevel> configured = gen.once(5)
                    ? Optional.of(gen.pick(TrustLevel.TRUSTED, TrustLevel.SEMITRUSTED, TrustLevel.UNTRUSTED))
                    : Optional.empty();
            return new Place(
                    !gen.once(4),
                    !gen.once(4),
                    !gen.once(4),
                    !gen.once(5),
                    gen.once(2) ? TrustLevel.SEMITRUSTED : gen.pick(TrustLevel.values()),
                    configured);
        }

        boolean known() {
            return recorded && onBranch != TrustLevel.DEAD;
        }

        TrustLevel trust() {
            return remote ? configured.orElse(onBranch) : onBranch;
        }

        /** Whether it is a copy for git-annex's arithmetic. */
        boolean counts() {
            return switch (trust()) {
                case TRUSTED -> known();
                case SEMITRUSTED -> known() && has && remote && reachable;
                case UNTRUSTED, DEAD -> false;
            };
        }

        /** The same of the repository that is worked in, which needs no record and no remote to be locked. */
        boolean countsHere() {
            return switch (onBranch) {
                case TRUSTED -> known() || has;
                case SEMITRUSTED -> has;
                case UNTRUSTED, DEAD -> false;
            };
        }
    }

    private final List<Place> places = new ArrayList<>();
    private final Set<AnnexUuid> asked = new HashSet<>();
    private final Set<AnnexUuid> locked = new HashSet<>();

    private static AnnexUuid uuid(int place) {
        return new AnnexUuid("b9930763-0000-4000-8000-00000000000" + place);
    }

    private Place place(AnnexUuid uuid) {
        return places.get(Character.digit(uuid.value().charAt(uuid.value().length() - 1), 10));
    }

    private void make(Gen gen) {
        places.clear();
        asked.clear();
        Place self = Place.any(gen);
        places.add(new Place(self.recorded(), self.has(), false, false, self.onBranch(), Optional.empty()));
        for (int i = 0; i <= gen.below(MOST_OTHERS); i++) {
            places.add(Place.any(gen));
        }
    }

    private Set<AnnexUuid> uuids(Predicate<Place> which) {
        return IntStream.range(0, places.size())
                .filter(i -> which.test(places.get(i)))
                .mapToObj(DropProofTest::uuid)
                .collect(Collectors.toSet());
    }

    private ContentLock lock(AnnexUuid repository) {
        locked.add(repository);
        return StandIn.of(ContentLock.class)
                .with("release", arguments -> locked.remove(repository))
                .make();
    }

    private PeerConnection connection(AnnexUuid peer) throws UnreachableException {
        asked.add(peer);
        if (!place(peer).reachable()) {
            throw new UnreachableException("it is far away");
        }
        return StandIn.of(PeerConnection.class)
                .with("uuid", arguments -> peer)
                .with("lock", arguments -> place(peer).has() ? Optional.of(lock(peer)) : Optional.empty())
                .with("close", arguments -> true)
                .make();
    }

    private MemorySettings remotes() {
        MemorySettings settings = new MemorySettings();
        for (int i = 1; i < places.size(); i++) {
            String name = "remote.r" + i;
            if (places.get(i).remote()) {
                settings.set(name + ".url", "p2p-annex::test:" + i);
                settings.set(name + ".annex-uuid", uuid(i).value());
                places.get(i)
                        .configured()
                        .ifPresent(level -> settings.set(
                                name + ".annex-trustlevel", level.name().toLowerCase(Locale.ROOT)));
            }
        }
        return settings;
    }

    private CommandContext session() {
        AnnexBranch branch = StandIn.of(AnnexBranch.class)
                .with("locations", arguments -> uuids(Place::known))
                .with("values", arguments -> arguments[0] == BranchLog.TRUST ? trust() : Map.of())
                .make();
        ContentStore content = StandIn.of(ContentStore.class)
                .with("lock", arguments -> places.get(SELF).has() ? Optional.of(lock(uuid(SELF))) : Optional.empty())
                .make();
        MemorySettings settings = remotes();
        MemoryCredentials credentials = new MemoryCredentials();
        Repository repository = StandIn.of(Repository.class)
                .with("uuid", arguments -> uuid(SELF))
                .with("settings", arguments -> settings)
                .with("branch", arguments -> branch)
                .with("content", arguments -> content)
                .with("credentials", arguments -> credentials)
                .make();
        Remotes known =
                PeersOnly.by((address, self, token, timeout) -> connection(uuid(Integer.parseInt(address.address()))));
        ScriptedInvocation call = new ScriptedInvocation(Path.of("/"), "");
        return new CommandContext(
                call,
                repository,
                new RemoteConnections(repository, known, call),
                new Report(call, new Report.Form("drop", false, false)),
                StandIn.of(PreferredContent.class).make());
    }

    private Map<AnnexUuid, TrustLevel> trust() {
        return IntStream.range(0, places.size())
                .boxed()
                .collect(
                        Collectors.toMap(DropProofTest::uuid, i -> places.get(i).onBranch()));
    }

    private Set<AnnexUuid> copies(AnnexUuid except) {
        Set<AnnexUuid> copies = uuids(Place::counts);
        copies.remove(uuid(SELF));
        if (places.get(SELF).countsHere()) {
            copies.add(uuid(SELF));
        }
        copies.remove(except);
        return copies;
    }

    @Test
    public void asManyCopiesAreProvedAsGitAnnexWouldCount() throws Exception {
        long seed = System.nanoTime();
        Gen gen = new Gen(seed);
        for (int i = 0; i < TRIALS; i++) {
            String which = "seed " + seed + ", trial " + i;
            make(gen);
            AnnexUuid except = uuid(gen.below(places.size()));
            int least = 1 + gen.below(3);
            NumCopies needed = new NumCopies(least + gen.below(2), least);
            CommandContext session = session();
            try (DropProof proof = DropProof.collect(session, KEY, except, needed)) {
                assertThat(
                        which + " of " + places,
                        proof.suffices(needed),
                        is(copies(except).size() >= needed.wanted()));
                assertThat(which, locked.size(), is(lessThanOrEqualTo(needed.wanted())));
                assertThat(which, locked, not(hasItem(except)));
                Set<AnnexUuid> peers = new HashSet<>(locked);
                peers.remove(uuid(SELF));
                assertThat(which, proof.endsByItself(), is(!peers.isEmpty()));
            }
            assertThat(which, locked, is(empty()));
            assertThat(which, asked, not(hasItem(except)));
            for (AnnexUuid peer : asked) {
                assertThat(which, place(peer).trust(), is(TrustLevel.SEMITRUSTED));
            }
        }
    }

    @Test
    public void aRefusalCountsWhatWasFoundAndNamesWhatWasNot() throws Exception {
        Place here = new Place(true, true, false, false, TrustLevel.SEMITRUSTED, Optional.empty());
        Place there = new Place(true, true, true, true, TrustLevel.SEMITRUSTED, Optional.empty());
        Place away = new Place(true, true, true, false, TrustLevel.SEMITRUSTED, Optional.empty());
        places.addAll(List.of(here, there, away));
        NumCopies needed = new NumCopies(2, 1);

        try (DropProof proof = DropProof.collect(session(), KEY, uuid(SELF), needed)) {
            assertThat(proof.suffices(needed), is(false));
            String text = String.join("\n", proof.refusal(needed, uuid(SELF)));
            assertThat(text, containsString("Could only verify the existence of 1 out of 2 necessary copies."));
            assertThat(text, containsString("r2: it is far away"));
            assertThat(text, containsString(uuid(2).value()));
            assertThat(text, not(containsString(uuid(1).value())));
        }
    }
}
