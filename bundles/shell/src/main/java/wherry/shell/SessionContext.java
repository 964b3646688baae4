package wherry.shell;

import java.nio.file.Path;
import org.apache.felix.gogo.jline.Shell;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** What Gogo's shell asks its surroundings. Leaving a shell must not end the node. */
final class SessionContext implements Shell.Context {
    private final BundleContext context;
    private final Path profiles;

    /**
     * For one session.
     *
     * @param profiles folder in which {@code etc/gosh_profile} is found
     */
    SessionContext(BundleContext context, Path profiles) {
        this.context = context;
        this.profiles = profiles;
    }

    @Override
    public @Nullable String getProperty(String name) {
        return name.equals("gosh.home") ? profiles.toString() : context.getProperty(name);
    }

    @Override
    public void exit() {}
}
