package wherry.daemon.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.shared.time.Deadlines;

/** {@code wherry stop}. */
@Component(property = Command.NAME + "=stop")
public final class StopCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger("wherry.daemon.command");

    /** So that the caller gets its answer before the part of the node goes that brings it. */
    private static final Duration ANSWERING = Duration.ofMillis(200);

    private final Runnable stop;
    private final Deadlines deadlines = new Deadlines();

    /**
     * Stops nothing yet.
     *
     * @param context gives the framework
     */
    @Activate
    public StopCommand(BundleContext context) {
        this(() -> stop(context));
    }

    StopCommand(Runnable stop) {
        this.stop = stop;
    }

    private static void stop(BundleContext context) {
        try {
            LOG.info("node stops as the user asked");
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
        } catch (BundleException e) {
            LOG.error("node does not stop", e);
        }
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new StopCall(call, () -> deadlines.after(ANSWERING, stop));
    }

    /** One call. */
    @CommandLine.Command(
            name = "stop",
            description = {
                "Stop the node.",
                "Transfers that run are cut and go on where they were when the peer tries again."
            })
    static final class StopCall implements Callable<Integer> {
        private final Invocation call;
        private final Runnable stopSoon;

        @CommandLine.Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        StopCall(Invocation call, Runnable stopSoon) {
            this.call = call;
            this.stopSoon = stopSoon;
        }

        @Override
        public Integer call() {
            if (json) {
                call.display()
                        .json(new JsonLine()
                                .with("command", "stop")
                                .with("pid", ProcessHandle.current().pid())
                                .with("success", true));
            }
            stopSoon.run();
            return 0;
        }
    }
}
