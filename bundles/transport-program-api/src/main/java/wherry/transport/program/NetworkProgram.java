package wherry.transport.program;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;
import wherry.transport.api.TransportException;

/** What a transport knows of the program that makes its network. Called from threads of the supervisor, one after the other. */
@ConsumerType
public interface NetworkProgram {
    /**
     * What the program is called in the log and in {@code wherry status}.
     *
     * @return one word of letters, digits, dots and dashes, such as {@code tor}; the same at every call
     */
    String name();

    /**
     * What a user does to whom it is missing.
     *
     * @return the rest of a sentence that begins with "tor is not on the node's PATH; ", such as "install it with: apt install tor"
     */
    String installation();

    /**
     * Says how to run the program once. Called before each start, so that ports, sockets and files can be new ones.
     *
     * @param place what the run has to itself
     * @return its command line, files and secrets, and who reads its output
     * @throws TransportException if it cannot be run now; the message says why. It is tried again later
     */
    ProgramRun prepare(RunPlace place) throws TransportException;

    /**
     * How long after its start the program may take until it is ready. It is ended and started anew when that is over.
     *
     * @return positive; a minute unless the network needs longer
     */
    default Duration readyWithin() {
        return Duration.ofMinutes(1);
    }

    /**
     * How long the program may take to end by itself after SIGTERM.
     *
     * @return whole seconds, positive; five unless the network needs longer
     */
    default Duration endsWithin() {
        return Duration.ofSeconds(5);
    }
}
