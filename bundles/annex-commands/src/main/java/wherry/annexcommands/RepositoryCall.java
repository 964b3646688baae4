package wherry.annexcommands;

import java.io.IOException;
import java.nio.file.Path;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.node.UsedRepository;
import wherry.api.remote.Remotes;
import wherry.api.store.Repositories;
import wherry.api.store.Repository;
import wherry.api.tree.WorkTree;
import wherry.api.tree.WorkTrees;
import wherry.api.wanted.PreferredContent;

/**
 * Opens what a call needs, and closes it again.
 *
 * @param call tells the folder
 * @param repositories that are there
 * @param trees that are there
 * @param remotes that are there, and who opens them
 * @param expressions that are there
 */
record RepositoryCall(
        Invocation call,
        NewestService<Repositories> repositories,
        NewestService<WorkTrees> trees,
        NewestService<Remotes> remotes,
        NewestService<PreferredContent> expressions) {
    private static final String PURPOSE = "annex";

    /** What is done with an open repository. */
    @FunctionalInterface
    interface Work {
        void run(CommandContext session) throws IOException, InterruptedException;
    }

    /**
     * What is done with an open working tree.
     *
     * @param <T> what it brings
     */
    @FunctionalInterface
    interface TreeWork<T> {
        T run(WorkTree tree) throws IOException, InterruptedException;
    }

    /**
     * Works in the repository of the caller's folder; what was recorded on the git-annex branch is committed in the end.
     *
     * @return exit code
     */
    int run(Report.Form form, Work work) throws IOException, InterruptedException {
        Report report = new Report(call, form);
        try (Used<PreferredContent> language = expressions
                        .use(PURPOSE)
                        .orElseThrow(() -> new StoreException("nothing is running that judges expressions"));
                UsedRepository open = UsedRepository.open(repositories, call.repository(call.directory()), PURPOSE);
                Used<Remotes> known = remotes.use(PURPOSE)
                        .orElseThrow(() -> new StoreException("nothing is running that opens remotes"));
                RemoteConnections peers = new RemoteConnections(open.repository(), known.service(), call)) {
            Repository repository = open.repository();
            try {
                work.run(new CommandContext(call, repository, peers, report, language.service()));
            } finally {
                repository.branch().commit();
            }
        }
        return report.exitCode();
    }

    /** Works in the working tree of a folder; what was staged is in the index in the end, whatever happens. */
    <T> T ofTree(Path folder, TreeWork<T> work) throws IOException, InterruptedException {
        try (Used<WorkTrees> used = trees.use(PURPOSE).orElseThrow(() -> new StoreException("no store is running"));
                WorkTree tree = used.service().open(call.repository(folder))) {
            try {
                return work.run(tree);
            } finally {
                tree.flush();
            }
        }
    }
}
