package wherry.transport.tcpip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import wherry.transport.api.TransportException;

/** Finds the IP addresses of a host. */
final class NameLookup {
    private NameLookup() {}

    static List<InetAddress> addresses(Endpoint endpoint, Duration timeout)
            throws TransportException, InterruptedException {
        FutureTask<List<InetAddress>> lookup =
                new FutureTask<>(() -> List.of(InetAddress.getAllByName(endpoint.host())));
        if (endpoint.isNumeric()) {
            lookup.run();
        } else {
            // The system's lookup can neither be interrupted nor be given a time; this thread ends when it ends.
            Thread thread = new Thread(lookup, "wherry-lookup " + endpoint.host());
            thread.setDaemon(true);
            thread.start();
        }
        try {
            return lookup.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new TransportException(
                    "cannot reach " + endpoint + ": the host is not known; is the name right, and is there a network?",
                    e);
        } catch (TimeoutException e) {
            throw new TransportException("cannot reach " + endpoint + ": looking up the host took too long", e);
        }
    }
}
