package wherry.control;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wherry.launcher.Relay;

/** The two programs that speak the caller's side. */
enum RelayKind {
    PERL {
        @Override
        List<String> program() {
            return List.of("perl", "-C0", SCRIPTS.resolve("relay.pl").toString());
        }
    },
    JAVA {
        @Override
        List<String> program() {
            try {
                Path code = Path.of(Relay.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                Path java = Path.of(System.getProperty("java.home"), "bin", "java");
                return List.of(java.toString(), "-Xshare:auto", "-cp", code.toString(), Relay.class.getName());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    static final Path SCRIPTS = Path.of("..", "..", "launcher", "src", "main", "scripts")
            .toAbsolutePath()
            .normalize();

    /** Without arguments. */
    abstract List<String> program();

    /** As the entry point runs it. */
    List<String> command(Path socket, Path absent, Path directory, List<String> call) {
        List<String> command = new ArrayList<>(program());
        command.add(socket.toString());
        command.add(absent.toString());
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.add(directory.toString());
        command.addAll(call);
        return command;
    }
}
