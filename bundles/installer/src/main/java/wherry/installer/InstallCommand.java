package wherry.installer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;

/** {@code wherry install}. */
@Component(property = Command.NAME + "=install")
public final class InstallCommand implements Command {
    private final BundleInstaller installer;

    @Activate
    public InstallCommand(@Reference BundleInstaller installer) {
        this.installer = installer;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Call(installer, call);
    }

    @CommandLine.Command(
            name = "install",
            description = {
                "Install a bundle, such as a transport, or update one, while the node runs.",
                "A new version takes over new links at once; the old one goes when its last link ends. What is installed"
                        + " stays over restarts.",
                "Bundles that are wired to one that is replaced start anew with it. Jars that need each other's next"
                        + " version are installed together, those that others need first."
            })
    static final class Call implements Callable<Integer> {
        private final BundleInstaller installer;
        private final Invocation call;

        @CommandLine.Parameters(arity = "1..*", paramLabel = "JAR", description = "File or file: URL of a bundle.")
        private List<String> jars = new ArrayList<>();

        @CommandLine.Option(
                names = "--end-links",
                description = "Replace even what all links depend on, such as wherry.links; they end for a moment.")
        private boolean endLinks;

        @CommandLine.Option(names = "--json", description = "Print one JSON object a line.")
        private boolean json;

        Call(BundleInstaller installer, Invocation call) {
            this.installer = installer;
            this.call = call;
        }

        @Override
        public Integer call() throws IOException {
            InstallReport tell = new InstallReport(call, "install", json);
            Map<Path, String> arguments = new LinkedHashMap<>();
            for (String jar : jars) {
                arguments.put(local(jar), jar);
            }
            installer.install(
                    List.copyOf(arguments.keySet()),
                    endLinks,
                    (jar, sentences) -> tell.done(arguments.getOrDefault(jar, ""), sentences));
            return 0;
        }

        private Path local(String jar) throws IOException {
            Path path = jar.startsWith("file:")
                    ? Path.of(URI.create(jar))
                    : call.directory().resolve(jar);
            if (!Files.isRegularFile(path)) {
                throw new InstallException("no such file: " + jar);
            }
            try (InputStream readable = Files.newInputStream(path)) {
                return path;
            }
        }
    }
}
