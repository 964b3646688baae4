package wherry.installer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;

/** {@code wherry uninstall}. */
@Component(property = Command.NAME + "=uninstall")
public final class UninstallCommand implements Command {
    private final BundleInstaller installer;

    @Activate
    public UninstallCommand(@Reference BundleInstaller installer) {
        this.installer = installer;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Call(installer, call);
    }

    @CommandLine.Command(
            name = "uninstall",
            description = {
                "Remove a bundle that was installed. It goes when its last link ends.",
                "Where the distribution has a version of it, that one comes back."
            })
    static final class Call implements Callable<Integer> {
        private final BundleInstaller installer;
        private final Invocation call;

        @CommandLine.Parameters(
                arity = "1..*",
                paramLabel = "BUNDLE",
                description = "Symbolic name, such as wherry.transport.unix, or transport-unix for short.")
        private List<String> names = new ArrayList<>();

        @CommandLine.Option(names = "--json", description = "Print one JSON object a line.")
        private boolean json;

        Call(BundleInstaller installer, Invocation call) {
            this.installer = installer;
            this.call = call;
        }

        @Override
        public Integer call() throws IOException {
            InstallReport tell = new InstallReport(call, "uninstall", json);
            for (String name : names) {
                tell.done(name, installer.uninstall(symbolicName(name)));
            }
            return 0;
        }

        private static String symbolicName(String name) {
            String plain = name.endsWith(".jar") ? name.substring(0, name.length() - ".jar".length()) : name;
            return plain.indexOf('.') >= 0 ? plain : "wherry." + plain.replace('-', '.');
        }
    }
}
