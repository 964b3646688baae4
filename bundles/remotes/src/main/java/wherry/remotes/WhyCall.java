package wherry.remotes;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.link.Links;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.node.UsedRepository;
import wherry.api.remote.Remotes;
import wherry.api.store.Repositories;

/** One call of {@code wherry why}. */
@CommandLine.Command(
        name = "why",
        description = {
            "Say step by step how a remote of the repository in the current folder is reached, or why it is not.",
            "Exit code: 0 it was reached, 1 it was not, 2 wrong usage."
        })
final class WhyCall implements Callable<Integer> {
    private final Invocation call;
    private final NewestService<Repositories> stores;
    private final NewestService<Remotes> remotes;
    private final Links links;

    @Parameters(paramLabel = "REMOTE", description = "Its name.")
    private String name = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    WhyCall(Invocation call, NewestService<Repositories> stores, NewestService<Remotes> remotes, Links links) {
        this.call = call;
        this.stores = stores;
        this.remotes = remotes;
        this.links = links;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (UsedRepository open = UsedRepository.open(stores, call.repository(), "why");
                Used<Remotes> used = remotes.use("why")
                        .orElseThrow(() -> new StoreException("nothing is running that reads remotes"))) {
            RemoteDiagnosis diagnosis = new RemoteDiagnosis(call, open.repository(), used.service(), links);
            diagnosis.run(name);
            tell(diagnosis);
            return diagnosis.next().isPresent() ? 1 : 0;
        }
    }

    private void tell(RemoteDiagnosis diagnosis) {
        if (!json) {
            diagnosis.found().forEach(call.out()::println);
            diagnosis.next().ifPresent(call.out()::println);
            return;
        }
        JsonLine line =
                new JsonLine().with("command", "why").with("remote", name).with("found", diagnosis.found());
        diagnosis.next().ifPresent(next -> line.with("next", next));
        call.display().json(line.with("success", diagnosis.next().isEmpty()));
    }
}
