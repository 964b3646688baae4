package wherry.transport.program;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;
import wherry.transport.api.TransportException;

/** What one run of a program has to itself. Thread-safe. */
@ProviderType
public interface RunPlace {
    /**
     * A folder for sockets and for {@link ProgramRun#files}; the program's working directory.
     *
     * @return exists, is empty, and only the user can enter it; its path is short enough for the name of a unix socket in it of 16 letters. It goes with the run
     */
    Path folder();

    /**
     * A port for a program that can neither use a unix socket nor choose a port and tell it.
     *
     * @return a TCP port of loopback that nobody listened on just now, another one at each call
     * @throws TransportException if the system gives none
     */
    int freePort() throws TransportException;
}
