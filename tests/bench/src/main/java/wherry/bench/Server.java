package wherry.bench;

import java.util.List;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.ThrowawayRepository;

/** Somebody who serves one repository on both networks. Not for use by two threads. */
interface Server extends AutoCloseable {
    Side side();

    /** What is served. */
    ThrowawayRepository repository();

    /** An environment in which clients find the programs of its networks, and git-annex's own remote helper. */
    Surroundings clients();

    /** The same with the remote helper of this server's authors first. */
    Surroundings clientsWithOwnHelper();

    List<Door> doors();

    /** Starts what is not running; does not wait until it serves. */
    void start();

    /** Ends it and all that belongs to it. */
    void stop();

    /** The process that serves. */
    long pid();

    @Override
    void close();
}
