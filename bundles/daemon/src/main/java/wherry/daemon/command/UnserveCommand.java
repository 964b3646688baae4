package wherry.daemon.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wherry.api.annex.StoreException;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.serving.ServedRepositories;

/** {@code wherry unserve}. */
@Component(property = Command.NAME + "=unserve")
public final class UnserveCommand implements Command {
    @Reference(
            service = ServedRepositories.class,
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<ServedRepositories> served;

    /**
     * Starts without the service that may be rolled over.
     *
     * @param leases on the bundles that calls use
     */
    @Activate
    public UnserveCommand(@Reference Leases leases) {
        this(new NewestService<>(leases));
    }

    UnserveCommand(NewestService<ServedRepositories> served) {
        this.served = served;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new UnserveCall(call, served);
    }

    /** One call. */
    @CommandLine.Command(
            name = "unserve",
            description = {
                "Serve a repository no more: closes its addresses and its connections.",
                "Addresses, tokens and content stay in the repository; 'wherry serve' takes it up again."
            })
    static final class UnserveCall implements Callable<Integer> {
        private final Invocation call;
        private final NewestService<ServedRepositories> served;

        @Parameters(arity = "0..1", paramLabel = "REPO", description = "A folder in it; default: the current one.")
        private String folder = "";

        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        UnserveCall(Invocation call, NewestService<ServedRepositories> served) {
            this.call = call;
            this.served = served;
        }

        @Override
        public Integer call() throws IOException {
            Path repository = call.directory().resolve(folder).normalize();
            try (Used<ServedRepositories> list = served.use("unserve")
                    .orElseThrow(() -> new StoreException("nothing is running that serves repositories"))) {
                if (!list.service().unserve(repository)) {
                    call.err().println("The repository is not served: " + repository);
                    return 1;
                }
            }
            if (json) {
                call.display()
                        .json(new JsonLine()
                                .with("command", "unserve")
                                .with("folder", repository.toString())
                                .with("success", true));
            }
            return 0;
        }
    }
}
