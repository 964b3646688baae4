package wherry.annexcommands;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import wherry.api.annex.Key;
import wherry.api.store.Repository;
import wherry.api.store.StoreException;
import wherry.api.tree.NewFile;
import wherry.api.tree.TreeFile;
import wherry.api.tree.WorkTree;

/** {@code wherry annex add}. */
final class AddFiles {
    private static final String DEFAULT_BACKEND = "SHA256E";
    private static final String ADJUSTED = "refs/heads/adjusted/";
    private static final String LARGE_FILES = "annex.largefiles";

    private final Session session;
    private final WorkTree tree;
    private final Optional<String> backend;
    private final Map<String, FileExpression.Test> tests = new HashMap<>();

    /** @param backend that counts more than any setting */
    AddFiles(Session session, WorkTree tree, Optional<String> backend) {
        this.session = session;
        this.tree = tree;
        this.backend = backend;
    }

    /** Refuses to work where files are not to be links. */
    void require() throws StoreException {
        String branch = tree.branch().orElse("");
        if (branch.startsWith(ADJUSTED)) {
            throw new StoreException("the branch " + branch
                    + " is adjusted, where files are not kept as links; check out another one, or use git annex add");
        }
        Optional<String> unlocked = setting("annex.addunlocked");
        if (unlocked.filter(value -> !value.equals("false")).isPresent()) {
            session.report()
                    .message(
                            "annex.addunlocked is set, but here files are added locked; git annex unlock changes that");
        }
    }

    private Optional<String> setting(String name) throws StoreException {
        return session.repository().settings().value(name);
    }

    /** Adds a file. */
    void run(NewFile file) {
        TreeFile where = file.where();
        Subject subject = Subject.of(where, file.key());
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

    /** Something that stands for content already, for instance one that was copied or moved. */
    private void addStandIn(NewFile file, Subject subject) throws StoreException {
        Key key = subject.wanted();
        if (file.kind() == NewFile.Kind.ANNEX_LINK) {
            tree.link(file.where(), key);
        }
        tree.stage(file.where());
        Repository repository = session.repository();
        if (repository.content().present(key)) {
            repository.branch().setPresent(key, repository.uuid(), true);
        }
        session.report().ok(subject, "");
    }

    private void addContent(NewFile file, Subject subject) throws StoreException {
        Optional<String> reason = whyIntoGit(file);
        if (reason.isPresent()) {
            tree.stage(file.where());
            session.report().ok(subject, reason.get() + "; adding content to git repository");
            return;
        }
        Key key = session.repository().content().ingest(file.where().file(), backend(file.where()));
        tree.stage(file.where());
        session.report().ok(Subject.of(file.where(), Optional.of(key)), "");
    }

    // SOURCE: git-annex chooses in this order.
    private String backend(TreeFile file) throws StoreException {
        String chosen = backend.orElse(file.attributes().getOrDefault("annex.backend", ""));
        if (chosen.isBlank()) {
            chosen = setting("annex.backend").orElse(setting("annex.backends").orElse(""));
        }
        String first = chosen.strip().split("\\s+", 2)[0];
        return first.isEmpty() ? DEFAULT_BACKEND : first;
    }

    /** Empty if the content belongs into the annex. */
    private Optional<String> whyIntoGit(NewFile file) throws StoreException {
        boolean dotFile = Stream.of(file.where().path().split("/")).anyMatch(name -> name.startsWith("."));
        if (dotFile && !setting("annex.dotfiles").map(Remote::isTrue).orElse(false)) {
            return Optional.of("dotfile");
        }
        Optional<String> expression = largeFiles(file.where());
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        FileExpression.Test test = tests.get(expression.get());
        if (test == null) {
            test = FileExpression.parse(LARGE_FILES, expression.get());
            tests.put(expression.get(), test);
        }
        return test.matches(file.where().path(), file.size()) ? Optional.empty() : Optional.of("non-large file");
    }

    // SOURCE: git-annex(1), annex.largefiles: git config, then gitattributes, then git-annex config.
    private Optional<String> largeFiles(TreeFile file) throws StoreException {
        Optional<String> configured = setting(LARGE_FILES);
        if (configured.isPresent()) {
            return configured;
        }
        Optional<String> attribute = Optional.ofNullable(file.attributes().get(LARGE_FILES));
        return attribute.isPresent() ? attribute : recorded();
    }

    /** The newest line of {@code config.log} with that setting; its time is the first word. */
    private Optional<String> recorded() throws StoreException {
        byte[] log = session.repository().branch().read("config.log").orElse(new byte[0]);
        return new String(log, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ", 3))
                .filter(words -> words.length == 3 && words[1].equals(LARGE_FILES))
                .max((x, y) -> Double.compare(seconds(x[0]), seconds(y[0])))
                .map(words -> words[2])
                .filter(value -> !value.isBlank());
    }

    private static double seconds(String text) {
        try {
            return Double.parseDouble(text.endsWith("s") ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
