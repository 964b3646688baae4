package wherry.annexcommands;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.store.ContentStore;
import wherry.api.store.Repository;
import wherry.api.tree.NewFile;
import wherry.api.tree.TreeFile;
import wherry.api.tree.WorkTree;

/** {@code wherry annex add}. */
final class AddFiles {
    private static final String ADJUSTED = "refs/heads/adjusted/";

    private final CommandContext session;
    private final WorkTree tree;
    private final AddRules rules;
    private final Set<Key> pointers = new LinkedHashSet<>();

    /** @param rules what becomes of which file */
    AddFiles(CommandContext session, WorkTree tree, AddRules rules) {
        this.session = session;
        this.tree = tree;
        this.rules = rules;
    }

    /** Refuses to work where files are not to be links. */
    void require() throws StoreException {
        String branch = tree.branch().orElse("");
        if (branch.startsWith(ADJUSTED)) {
            throw new StoreException("the branch " + branch
                    + " is adjusted, where files are not kept as links; check out another one, or use git annex add");
        }
    }

    /** Adds a file. */
    void run(NewFile file) {
        TreeFile where = file.where();
        CommandTarget subject = CommandTarget.of(where, file.key());
        try {
            switch (file.kind()) {
                case REGULAR -> addContent(file, subject);
                case LINK -> {
                    tree.stage(where);
                    session.report().ok(subject, "");
                }
                case ANNEX_LINK, ANNEX_POINTER -> addStandIn(file, subject);
            }
        } catch (StoreException e) {
            session.report().failed(subject, "", List.of(String.valueOf(e.getMessage())));
        }
    }

    /** Puts content that is here into the pointers that were added; to be called when the index has them. */
    void fillPointers() throws StoreException {
        for (Key key : pointers) {
            session.repository().content().fill(key);
        }
    }

    /** Something that stands for content already, for instance one that was copied or moved. */
    private void addStandIn(NewFile file, CommandTarget subject) throws StoreException {
        Key key = subject.wanted();
        if (file.kind() == NewFile.Kind.ANNEX_LINK) {
            tree.mendLink(file.where(), key);
        }
        tree.stage(file.where());
        Repository repository = session.repository();
        if (file.kind() == NewFile.Kind.ANNEX_POINTER) {
            pointers.add(key);
        }
        if (repository.content().present(key)) {
            repository.branch().setPresent(key, repository.uuid(), true);
        }
        session.report().ok(subject, "");
    }

    private void addContent(NewFile file, CommandTarget subject) throws StoreException {
        Optional<String> reason = rules.whyIntoGit(file);
        if (reason.isPresent()) {
            // What is in the annex already, and was only unlocked, does not go from there into git.
            if (file.key().isEmpty()) {
                addToGit(file.where(), subject, reason.get());
            }
            return;
        }
        ContentStore content = session.repository().content();
        String backend = rules.backend(file.where());
        Key key;
        if (rules.unlocked(file)) {
            key = content.ingestUnlocked(file.where().file(), backend);
            tree.stagePointer(file, key);
        } else {
            key = content.ingest(file.where().file(), backend);
            tree.stageLink(file.where(), key);
        }
        session.report().ok(CommandTarget.of(file.where(), Optional.of(key)), "");
    }

    private void addToGit(TreeFile file, CommandTarget subject, String reason) throws StoreException {
        if (rules.leavesSmallFiles()) {
            return;
        }
        tree.stage(file);
        session.report().ok(subject, reason + "; adding content to git repository");
    }
}
