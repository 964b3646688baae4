package wherry.api.command;

import java.io.PrintStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The commands of the node, and the one way in which they are run, from the user's shell or from Gogo. Thread-safe. */
@ProviderType
public interface Commands {
    /**
     * The commands that are there now.
     *
     * @return sorted by name, without the hidden ones
     */
    List<CommandSummary> list();

    /**
     * Runs a command, the newest of that name: parses the arguments, calls it, and turns what goes wrong into a message on
     * standard error. While it runs its bundle is in use ({@link wherry.api.node.Leases}).
     *
     * @param name of the command; hidden ones too
     * @param arguments without the name
     * @param call where it comes from
     * @return exit code: 0 for success, 1 for failure, 2 for wrong usage or an unknown command
     */
    int run(String name, List<String> arguments, Invocation call);

    /**
     * The forms in which commands show things, for those who make an {@link Invocation} of their own.
     *
     * @param out standard output of the caller
     * @param err standard error of the caller
     * @param terminal whether progress may redraw a line of standard error
     * @return what {@link Invocation#display()} is to return
     */
    Display display(PrintStream out, PrintStream err, boolean terminal);
}
