package wherry.transport.program;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import wherry.transport.api.TransportException;

/** A program that is kept running. Thread-safe. */
@ProviderType
public interface RunningProgram extends AutoCloseable {
    /**
     * Waits until the program is ready. If it is missing, or was when it was last looked for, it is looked for at once.
     *
     * @param timeout how long at most
     * @return of this run of the program, the same at every call: completed, once, with a sentence that says why, when this run has ended. Also by {@link #close}
     * @throws TransportException if it is missing, or not ready in time; the message says why and what to do
     * @throws InterruptedException if the thread was interrupted
     */
    CompletionStage<String> awaitReady(Duration timeout) throws TransportException, InterruptedException;

    /**
     * Writes a line to the standard input of the run that is there now. May wait for the program to read.
     *
     * @param line without its end; is never logged
     * @throws TransportException if the program is not running, or does not read any more
     */
    void send(String line) throws TransportException;

    /**
     * Why the program does not do its work now.
     *
     * @return a sentence without secrets; empty if it is ready, or on its way to be
     */
    Optional<String> problem();

    /** Ends the program with SIGTERM, waits as long as it may take, and then ends it with SIGKILL. Returns when it has ended; may be called more than once. */
    @Override
    void close();
}
