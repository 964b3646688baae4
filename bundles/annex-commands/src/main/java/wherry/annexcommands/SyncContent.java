package wherry.annexcommands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.Key;
import wherry.api.annex.StoreException;
import wherry.api.peer.PeerException;
import wherry.api.remote.Remote;
import wherry.api.tree.AnnexedFile;
import wherry.api.wanted.Verdict;

/**
 * The content half of {@code wherry annex sync}: brings what is wanted here, and sends what remotes want, as far as it is recorded
 * to be missing. Drops nothing.
 */
final class SyncContent {
    private final CommandContext session;
    private final Workers workers;
    private final Report.Form form;
    private final SyncReport report;
    private final NumCopies.Rules rules;
    private final List<CommandTarget> subjects;
    private final TreeDemands demands;

    /**
     * Ready to transfer the content of all files, or, without a working tree, of all keys.
     *
     * @param form how transfers are told
     * @param report of what is no transfer
     */
    SyncContent(CommandContext session, RepositoryCall opening, Workers workers, Report.Form form, SyncReport report)
            throws IOException, InterruptedException {
        this.session = session;
        this.workers = workers;
        this.form = form;
        this.report = report;
        this.rules = new NumCopies.Rules(session.repository(), OptionalInt.empty(), OptionalInt.empty());
        Optional<Path> top = session.repository().workTree();
        List<AnnexedFile> files = top.isPresent()
                ? opening.ofTree(top.get(), tree -> tree.annexed(List.of()).files())
                : List.of();
        this.demands = TreeDemands.of(files, rules);
        this.subjects = top.isPresent()
                ? files.stream().map(CommandTarget::of).toList()
                : session.repository().branch().keys().stream()
                        .map(CommandTarget::of)
                        .toList();
    }

    /** Gets from remotes. */
    void getFrom(Set<String> remotes) throws IOException, InterruptedException {
        List<CommandTarget> missing = chosen(
                session.repository().uuid(),
                "here",
                key -> !session.repository().content().present(key)
                        && session.remotesWith(key).stream().anyMatch(remote -> remotes.contains(remote.name())));
        transfer("get", missing, worker -> GetFiles.among(remotes, worker)::run);
    }

    /** Sends to remotes. */
    void sendTo(Set<String> remotes) throws IOException, InterruptedException {
        for (Remote remote : session.remotes()) {
            if (remotes.contains(remote.name()) && !remote.readOnly()) {
                send(remote);
            }
        }
    }

    private void send(Remote remote) throws IOException, InterruptedException {
        List<CommandTarget> missing = chosen(
                remote.uuid(),
                remote.name(),
                key -> session.repository().content().present(key)
                        && !session.repository().branch().locations(key).contains(remote.uuid()));
        if (missing.isEmpty()) {
            return;
        }
        try {
            session.peers().to(remote);
        } catch (PeerException e) {
            report.begin("copy", Optional.of(remote.name()));
            report.end(false, List.of(String.valueOf(e.getMessage())));
            return;
        }
        transfer("copy", missing, worker -> new SendFiles(worker, remote)::run);
    }

    /** What is asked of a key. */
    @FunctionalInterface
    private interface Question {
        boolean of(Key key) throws StoreException;
    }

    /** What a repository lacks and wants. */
    private List<CommandTarget> chosen(AnnexUuid repository, String name, Question lacking) throws StoreException {
        WantedContent wanted = WantedContent.of(repository, session, rules);
        List<CommandTarget> chosen = new ArrayList<>();
        int unknown = 0;
        for (CommandTarget subject : subjects) {
            Key key = subject.wanted();
            if (lacking.of(key)) {
                Verdict verdict = wanted.wants(key, demands.files(key));
                if (verdict == Verdict.YES) {
                    chosen.add(subject);
                } else if (verdict == Verdict.UNKNOWN) {
                    unknown++;
                }
            }
        }
        if (unknown > 0) {
            report.begin("wanted", Optional.of(name));
            report.end(
                    false,
                    List.of(TerminalText.count(unknown, "file", "files") + " left alone: " + wanted.whyUnknown()
                            + "."));
        }
        return chosen;
    }

    private void transfer(String command, List<CommandTarget> chosen, Workers.Maker maker)
            throws IOException, InterruptedException {
        Report told = new Report(session.call(), form.named(command));
        workers.run(session.with(told), chosen, maker);
        if (told.exitCode() != 0) {
            session.report().countFailure();
        }
    }
}
