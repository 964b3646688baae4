package wherry.annexcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.api.branch.BranchLog;
import wherry.api.store.Settings;
import wherry.api.store.StoreException;
import wherry.api.tree.WorkTree;

/** {@code wherry annex sync}: one step after the other; a remote that cannot be reached costs only itself. */
final class Sync {
    private static final String HEADS = "refs/heads/";

    private final Session session;
    private final Opening opening;
    private final SyncOptions options;
    private final SyncReport report;
    private final Workers workers;
    private final Report.Form form;

    Sync(Session session, Opening opening, SyncOptions options, Workers workers, Report.Form form) {
        this.session = session;
        this.opening = opening;
        this.options = options;
        this.workers = workers;
        this.form = form;
        this.report = new SyncReport(session.call(), session.report());
    }

    void run() throws IOException, InterruptedException {
        Settings settings = session.repository().settings();
        List<String> remotes = remotes(settings);
        SyncBranches branches = new SyncBranches(
                new CallerGit(session.call()), branch(), session.report().json());
        if (branches.isMerging()) {
            throw new StoreException(
                    "a merge is not finished; commit it, or end it with git merge --abort, and sync again");
        }
        if (options.commit(settings) && branches.hasChanges()) {
            report.begin("commit", Optional.empty());
            report.end(branches.commit(options.message("wherry in " + name())), List.of());
        }
        Set<String> reached = pull(branches, remotes);
        if (options.content(settings)) {
            content(reached);
        }
        push(branches, remotes, reached);
    }

    /** The name of this repository, as others know it. */
    private String name() throws StoreException {
        return session.repository()
                .branch()
                .values(BranchLog.DESCRIPTIONS)
                .getOrDefault(
                        session.repository().uuid(), session.repository().uuid().value());
    }

    private Optional<String> branch() throws IOException, InterruptedException {
        if (session.repository().workTree().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> branch = opening.<Optional<String>>ofTree(
                        session.call().directory(), WorkTree::branch)
                .map(ref -> ref.substring(HEADS.length()));
        if (branch.filter(name -> name.startsWith("adjusted/")).isPresent()) {
            throw new StoreException("an adjusted branch is checked out, which git annex sync alone can sync;"
                    + " to go back: git checkout BRANCH");
        }
        return branch;
    }

    private List<String> remotes(Settings settings) throws StoreException {
        List<String> known = new ArrayList<>();
        for (String remote : settings.subsections("remote")) {
            String prefix = "remote." + remote + ".";
            boolean wanted =
                    settings.value(prefix + "annex-sync").map(Remote::isTrue).orElse(true);
            boolean named = options.remotes().contains(remote);
            if (settings.value(prefix + "url").isPresent()
                    && (named || (wanted && options.remotes().isEmpty()))) {
                known.add(remote);
            }
        }
        for (String name : options.remotes()) {
            if (!known.contains(name)) {
                throw new StoreException("there is no available git remote named \"" + name + "\"");
            }
        }
        return known;
    }

    /** Returns the remotes that could be reached, or were not asked. */
    private Set<String> pull(SyncBranches branches, List<String> remotes) throws IOException, InterruptedException {
        Set<String> reached = new HashSet<>(remotes);
        if (!options.pull()) {
            return reached;
        }
        mergeFrom(branches, Optional.empty()).ifPresent(conflict -> {
            report.begin("merge", Optional.empty());
            report.end(false, List.of(conflict));
        });
        for (String remote : remotes) {
            report.begin("pull", Optional.of(remote));
            if (branches.fetch(remote)) {
                Optional<String> conflict = mergeFrom(branches, Optional.of(remote));
                report.end(conflict.isEmpty(), conflict.stream().toList());
            } else {
                reached.remove(remote);
                report.end(false, List.of("cannot fetch from " + remote));
            }
        }
        session.repository().branch().merge();
        return reached;
    }

    /** Returns what to do about a merge that failed. */
    private Optional<String> mergeFrom(SyncBranches branches, Optional<String> remote)
            throws IOException, InterruptedException {
        return branches.merge(remote, options.unrelatedHistories())
                .map(ref -> ref + " does not merge by itself, and the working tree is as it was; merge it by hand and"
                        + " sync again: git merge " + ref);
    }

    private void content(Set<String> reached) throws IOException, InterruptedException {
        Optional<Path> top = session.repository().workTree();
        if (top.isEmpty()) {
            return;
        }
        List<Subject> subjects = opening.ofTree(
                top.get(),
                tree -> tree.annexed(List.of()).files().stream()
                        .map(Subject::of)
                        .toList());
        transfer("get", subjects, worker -> new GetFiles(worker, Optional.empty())::run);
        for (Remote remote : session.remotes()) {
            if (reached.contains(remote.name()) && !remote.readOnly()) {
                transfer("copy", subjects, worker -> new SendFiles(worker, remote)::run);
            }
        }
    }

    private void transfer(String command, List<Subject> subjects, Workers.Maker maker)
            throws IOException, InterruptedException {
        Report told = new Report(session.call(), form.named(command));
        workers.run(session.with(told), subjects, maker);
        if (told.exitCode() != 0) {
            session.report().countFailure();
        }
    }

    private void push(SyncBranches branches, List<String> remotes, Set<String> reached)
            throws IOException, InterruptedException {
        if (!options.push()) {
            return;
        }
        session.repository().branch().commit();
        branches.mark();
        for (String remote : remotes) {
            if (reached.contains(remote) && !Remote.isTrue(session.repository().settings(), remote, "annex-readonly")) {
                report.begin("push", Optional.of(remote));
                report.end(branches.push(remote), List.of());
            }
        }
    }
}
