package wherry.daemon.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import wherry.api.annex.StoreException;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.node.Used;
import wherry.api.peer.PeerAddress;
import wherry.api.serving.ServedRepositories;
import wherry.api.serving.ServedRepository;

/** {@code wherry repos}. */
@Component(property = Command.NAME + "=repos")
public final class ReposCommand implements Command {
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
    public ReposCommand(@Reference Leases leases) {
        this(new NewestService<>(leases));
    }

    ReposCommand(NewestService<ServedRepositories> served) {
        this.served = served;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new ReposCall(call, served);
    }

    /** One call. */
    @CommandLine.Command(
            name = "repos",
            description = "List the repositories that are served: folder, UUID, rights, connected peers, addresses.")
    static final class ReposCall implements Callable<Integer> {
        private final Invocation call;
        private final NewestService<ServedRepositories> served;

        @Option(names = "--json", description = "Print one JSON object a line.")
        private boolean json;

        ReposCall(Invocation call, NewestService<ServedRepositories> served) {
            this.call = call;
            this.served = served;
        }

        @Override
        public Integer call() throws IOException {
            List<ServedRepository> repositories;
            try (Used<ServedRepositories> list = served.use("repos")
                    .orElseThrow(() -> new StoreException("nothing is running that serves repositories"))) {
                repositories = list.service().list();
            }
            for (ServedRepository repository : repositories) {
                if (json) {
                    call.display().json(ServedLine.of(repository));
                } else {
                    call.out().println(line(repository));
                }
                repository.problems().forEach(problem -> call.err().println(repository.folder() + ": " + problem));
            }
            return 0;
        }

        static String line(ServedRepository repository) {
            String addresses =
                    repository.addresses().stream().map(PeerAddress::toString).collect(Collectors.joining(" "));
            return String.format(
                            "%s  %s  %s  %d connected  %s",
                            repository.folder(),
                            repository.uuid().map(uuid -> uuid.value()).orElse("-"),
                            repository.rights().word(),
                            repository.connections(),
                            addresses)
                    .stripTrailing();
        }
    }
}
