package wherry.api.command;

import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command of the node. Published as a service with the property {@link #NAME}; the newest version of a bundle counts.
 *
 * <p>What {@link #prepare} returns is a new object annotated for picocli ({@code @Command}, {@code @Option}, {@code
 * @Parameters}): its call does the work and returns the exit code, 0 for success, 1 for failure, 2 for wrong usage. A result
 * goes to standard output, one a line; everything else to standard error. An {@link java.io.IOException} becomes a message and
 * exit code 1.
 */
@ConsumerType
@FunctionalInterface
public interface Command {
    /** Service property: the command's name, {@code serve} for {@code wherry serve}; one word. */
    String NAME = "wherry.command";

    /** Service property, optional: {@code true} for a command that only programs call; not in lists and completions. */
    String HIDDEN = "wherry.command.hidden";

    /**
     * Gets ready for one call.
     *
     * @param call where it comes from
     * @return used once, by one thread
     */
    Callable<Integer> prepare(Invocation call);
}
