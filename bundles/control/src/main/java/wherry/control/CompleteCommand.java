package wherry.control;

import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Commands;
import wherry.api.command.Invocation;
import wherry.api.node.Leases;
import wherry.api.node.NewestService;
import wherry.api.store.Repositories;

/** {@code wherry complete}, which the completions of shells, and that of {@code wherry shell}, call at each tab. */
@Component(property = {Command.NAME + "=complete", Command.HIDDEN + "=true"})
public final class CompleteCommand implements Command {
    private final CommandTable table;
    private final Commands commands;

    @Reference(
            service = Repositories.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            collectionType = CollectionType.TUPLE)
    private final NewestService<Repositories> repositories;

    /**
     * Called by Declarative Services.
     *
     * @param table the commands to complete
     * @param commands tell what there is
     * @param leases on the bundles that calls use
     */
    @Activate
    public CompleteCommand(@Reference CommandTable table, @Reference Commands commands, @Reference Leases leases) {
        this.table = table;
        this.commands = commands;
        this.repositories = new NewestService<>(leases);
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Complete(table, new ValueNames(commands, repositories, call), call);
    }

    @CommandLine.Command(
            name = "complete",
            description = "Print what may stand at the end of a line: a word, a tab, and what it is, one a line.")
    static final class Complete implements Callable<Integer> {
        private final CommandTable table;
        private final ValueNames values;
        private final Invocation call;

        @CommandLine.Parameters(
                arity = "1..*",
                paramLabel = "WORD",
                description = "The words after 'wherry', the last as far as it was typed.")
        private List<String> words = List.of("");

        Complete(CommandTable table, ValueNames values, Invocation call) {
            this.table = table;
            this.values = values;
            this.call = call;
        }

        @Override
        public Integer call() {
            try (CommandLines lines = new CommandLines(table, call)) {
                new Candidates(table, lines, values)
                        .of(words)
                        .forEach((word, what) -> call.out().println(word + "\t" + what));
            }
            return ExitCode.SUCCESS;
        }
    }
}
