package wherry.api.node;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/**
 * The folders of this node, as the launcher found or made them.
 *
 * @param distribution where Wherry is installed; may be read-only
 * @param state what must last: the list of served repositories, logs
 * @param configuration {@code PID.cfg} files, one for each component that can be configured
 * @param bundles jars that the user added or updated
 * @param programs entry points of transports that were added later; for the user's {@code PATH}
 * @param sockets unix sockets; only the user can enter; emptied at start
 */
public record Home(Path distribution, Path state, Path configuration, Path bundles, Path programs, Path sockets) {
    /**
     * Reads the framework properties {@code wherry.distribution}, {@code wherry.state}, {@code wherry.configuration}, {@code
     * wherry.bundles}, {@code wherry.programs} and {@code wherry.sockets}.
     *
     * @param context of any bundle
     * @return the folders
     * @throws IllegalStateException if the framework was not started by Wherry's launcher
     */
    public static Home of(BundleContext context) {
        return new Home(
                folder(context, "distribution"),
                folder(context, "state"),
                folder(context, "configuration"),
                folder(context, "bundles"),
                folder(context, "programs"),
                folder(context, "sockets"));
    }

    private static Path folder(BundleContext context, String name) {
        String value = context.getProperty("wherry." + name);
        if (value == null) {
            throw new IllegalStateException("framework property wherry." + name + " is not set");
        }
        return Path.of(value);
    }
}
