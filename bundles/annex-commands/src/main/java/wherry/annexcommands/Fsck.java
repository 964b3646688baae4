package wherry.annexcommands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.branch.AnnexBranch;
import wherry.api.branch.TrustLevel;
import wherry.api.store.ContentCheck;
import wherry.api.store.Repository;
import wherry.api.tree.AnnexedFile;
import wherry.api.tree.Selection;
import wherry.api.tree.WorkTree;

/** {@code wherry annex fsck}: content, location log, links and the number of copies of this repository. */
final class Fsck {
    private final CommandContext session;
    private final boolean fast;

    /** @param fast without reading content */
    Fsck(CommandContext session, boolean fast) {
        this.session = session;
        this.fast = fast;
    }

    /** Checks files of the working tree. */
    Selection<AnnexedFile> run(WorkTree tree, List<String> paths, NumCopies.Rules rules) throws StoreException {
        Selection<AnnexedFile> selection = tree.annexed(paths);
        for (AnnexedFile file : selection.files()) {
            if (!file.there()) {
                continue;
            }
            run(file, tree, rules.of(file.where().attributes()));
        }
        selection.unmatched().forEach(session.report()::noSuchFile);
        return selection;
    }

    /** Checks a file, and mends what can be mended. */
    private void run(AnnexedFile file, WorkTree tree, NumCopies needed) {
        CommandTarget subject = CommandTarget.of(file);
        List<String> notes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try {
            if (file.locked() && tree.mendLink(file.where(), file.key())) {
                notes.add("fixing link");
                tree.stageLink(file.where(), file.key());
            }
        } catch (StoreException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        run(subject, notes, problems, needed);
    }

    /** Checks content, and mends what can be mended. */
    void run(CommandTarget subject, NumCopies needed) {
        run(subject, new ArrayList<>(), new ArrayList<>(), needed);
    }

    private void run(CommandTarget subject, List<String> notes, List<String> problems, NumCopies needed) {
        try {
            check(subject, notes, problems);
            countCopies(subject, needed, problems);
        } catch (StoreException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        report(subject, notes, problems);
    }

    private void check(CommandTarget subject, List<String> notes, List<String> problems) throws StoreException {
        Key key = subject.wanted();
        Repository repository = session.repository();
        boolean recorded = repository.branch().locations(key).contains(repository.uuid());
        ContentCheck found = repository.content().check(key, !fast);
        if (found == ContentCheck.ABSENT) {
            if (recorded) {
                notes.add("fixing location log");
                repository.branch().setPresent(key, repository.uuid(), false);
                problems.add("** Based on the location log, " + TerminalText.shown(subject.file()));
                problems.add("** was expected to be present, but its content is missing.");
            }
            return;
        }
        if (!recorded) {
            notes.add("fixing location log");
            repository.branch().setPresent(key, repository.uuid(), true);
        }
        if (!fast) {
            notes.add("checksum...");
        }
        if (found == ContentCheck.WRONG) {
            Optional<Path> bad = repository.content().quarantine(key);
            problems.add(
                    bad.isPresent()
                            ? TerminalText.shown(subject.file()) + ": Bad file content; moved to " + shown(bad.get())
                            : TerminalText.shown(subject.file())
                                    + ": Bad file content, which is locked and stays; check it again later");
        }
    }

    private String shown(Path file) {
        Optional<Path> top = session.repository().workTree();
        return (top.isPresent() && file.startsWith(top.get()) ? top.get().relativize(file) : file).toString();
    }

    // SOURCE: the words of git annex fsck.
    private void countCopies(CommandTarget subject, NumCopies needed, List<String> problems) throws StoreException {
        AnnexBranch branch = session.repository().branch();
        List<AnnexUuid> untrusted = new ArrayList<>();
        int count = 0;
        for (AnnexUuid uuid : branch.locations(subject.wanted())) {
            if (session.trust(uuid) == TrustLevel.UNTRUSTED) {
                untrusted.add(uuid);
            } else {
                count++;
            }
        }
        if (count >= needed.wanted()) {
            return;
        }
        if (count == 0 && untrusted.isEmpty()) {
            problems.add("** No known copies exist of " + TerminalText.shown(subject.file()));
            return;
        }
        if (count == 0) {
            problems.add("Only these untrusted locations may have copies of " + TerminalText.shown(subject.file()));
        } else {
            problems.add("Only " + count + " of " + needed.wanted() + " trustworthy copies exist of "
                    + TerminalText.shown(subject.file()));
        }
        session.where(untrusted).forEach(location -> problems.add(location.line()));
        problems.add("Back it up with wherry annex copy, or git-annex copy.");
    }

    private void report(CommandTarget subject, List<String> notes, List<String> problems) {
        String note = String.join(") (", notes);
        if (problems.isEmpty()) {
            session.report().ok(subject, note);
        } else {
            session.report().failed(subject, note, problems);
        }
    }
}
