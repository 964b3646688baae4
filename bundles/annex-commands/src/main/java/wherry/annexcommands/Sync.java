package wherry.annexcommands;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.api.annex.StoreException;
import wherry.api.branch.BranchLog;
import wherry.api.tree.WorkTree;

/** {@code wherry annex sync}: one step after the other; a remote that cannot be reached costs only itself. */
final class Sync {
    private static final String HEADS = "refs/heads/";
    private static final String ADJUSTED = "adjusted/";

    private final CommandContext session;
    private final RepositoryCall opening;
    private final SyncOptions options;
    private final SyncReport report;
    private final CallerGit git;
    private final Workers workers;
    private final Report.Form form;
    private final AnnexSettings settings;

    Sync(
            CommandContext session,
            RepositoryCall opening,
            SyncOptions options,
            CallerGit git,
            Workers workers,
            Report.Form form) {
        this.session = session;
        this.opening = opening;
        this.options = options;
        this.git = git;
        this.workers = workers;
        this.form = form;
        this.report = new SyncReport(session.call(), session.report());
        this.settings = new AnnexSettings(session.repository());
    }

    void run() throws IOException, InterruptedException {
        SyncRemotes remotes = SyncRemotes.of(session.peers().all(), options.remotes());
        SyncBranches branches = new SyncBranches(git, branch());
        if (branches.isUnfinished()) {
            throw new StoreException(
                    "a merge is not finished; commit it, or end it with git merge --abort, and sync again");
        }
        commit(branches);
        Set<String> away = new HashSet<>();
        List<String> pulled = options.pull() ? remotes.pulled() : List.of();
        pull(branches, pulled, away);
        List<String> pushed = options.push() ? remotes.pushed() : List.of();
        content(without(away, pulled), without(away, pushed));
        push(branches, without(away, pushed));
    }

    private void commit(SyncBranches branches) throws IOException, InterruptedException {
        if (options.commit(settings) && branches.hasChanges()) {
            report.begin("commit", Optional.empty());
            report.end(branches.commit(options.message("wherry in " + name())), List.of());
        }
    }

    /** The name of this repository, as others know it. */
    private String name() throws StoreException {
        return session.repository()
                .branch()
                .values(BranchLog.DESCRIPTIONS)
                .getOrDefault(
                        session.repository().uuid(), session.repository().uuid().value());
    }

    /** The branch that is synced; none in a bare repository, where nobody commits. */
    private Optional<String> branch() throws IOException, InterruptedException {
        if (session.repository().workTree().isEmpty() || options.onlyAnnex(settings)) {
            return Optional.empty();
        }
        Optional<String> branch = opening.<Optional<String>>ofTree(
                        session.call().directory(), WorkTree::branch)
                .map(ref -> ref.substring(HEADS.length()));
        Optional<String> adjusted = branch.filter(name -> name.startsWith(ADJUSTED));
        if (adjusted.isPresent()) {
            String original = adjusted.get().replaceFirst("^" + ADJUSTED + "(.*)\\([^()]*\\)$", "$1");
            throw new StoreException("an adjusted branch is checked out, which only git annex sync can sync;"
                    + " to go back: git checkout " + original);
        }
        return branch;
    }

    /** @param away gets the remotes that cannot be reached */
    private void pull(SyncBranches branches, List<String> remotes, Set<String> away)
            throws IOException, InterruptedException {
        List<String> pushedHere = branches.pushedHere();
        if (!pushedHere.isEmpty()) {
            report.begin("merge", Optional.empty());
            merge(branches, pushedHere);
        }
        for (String remote : remotes) {
            report.begin("pull", Optional.of(remote));
            if (branches.fetch(remote)) {
                merge(branches, branches.fetchedFrom(remote));
            } else {
                away.add(remote);
                report.end(false, List.of("cannot fetch from " + remote));
            }
        }
        session.repository().branch().merge();
    }

    private void merge(SyncBranches branches, List<String> refs) throws IOException, InterruptedException {
        Optional<String> conflict = branches.merge(refs, options.unrelatedHistories());
        report.end(
                conflict.isEmpty(),
                conflict.stream()
                        .map(ref -> ref + " does not merge by itself, and the working tree is as it was; merge it by"
                                + " hand and sync again: git merge " + ref)
                        .toList());
    }

    private void content(Set<String> from, Set<String> to) throws IOException, InterruptedException {
        if (options.content(settings)) {
            SyncContent content = new SyncContent(session, opening, workers, form, report);
            content.getFrom(from);
            content.sendTo(to);
        }
    }

    private void push(SyncBranches branches, Set<String> remotes) throws IOException, InterruptedException {
        session.repository().branch().commit();
        for (String remote : remotes) {
            report.begin("push", Optional.of(remote));
            report.end(branches.push(remote), List.of());
        }
    }

    private static Set<String> without(Set<String> away, List<String> remotes) {
        Set<String> reached = new LinkedHashSet<>(remotes);
        reached.removeAll(away);
        return reached;
    }
}
