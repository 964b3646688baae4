package wherry.configuration;

import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import wherry.api.command.Command;
import wherry.api.command.Invocation;
import wherry.api.command.JsonLine;
import wherry.api.node.Problem;

/** {@code wherry config}. */
@Component(property = Command.NAME + "=config")
public final class ConfigCommand implements Command {
    private final ConfigurationFolder folder;

    /**
     * Starts.
     *
     * @param folder is asked at each call
     */
    @Activate
    public ConfigCommand(@Reference ConfigurationFolder folder) {
        this.folder = folder;
    }

    @Override
    public Callable<Integer> prepare(Invocation call) {
        return new Call(folder.settings(), call);
    }

    @CommandLine.Command(
            name = "config",
            description = {
                "List the settings of the node: what can be set, to what, and what is set.",
                "Lines are of the form of the files that they are set in, and what has its default is commented out."
                        + " Exits with 1 if something in those files is wrong, and says what."
            })
    static final class Call implements Callable<Integer> {
        private final ConfigurationState settings;
        private final Invocation call;

        @CommandLine.Option(names = "--json", description = "Print one JSON object a line.")
        private boolean json;

        Call(ConfigurationState settings, Invocation call) {
            this.settings = settings;
            this.call = call;
        }

        @Override
        public Integer call() {
            for (String pid : settings.known().pids()) {
                if (!json) {
                    call.out().println("# " + pid + SettingsFile.SUFFIX);
                }
                Map<String, Object> set = settings.valuesOf(pid);
                settings.known().of(pid).orElseThrow().forEach((name, type) -> print(pid, name, type, set));
            }
            settings.problems().stream().map(Problem::line).forEach(call.err()::println);
            return settings.problems().isEmpty() ? 0 : 1;
        }

        private void print(String pid, String name, SettingType type, Map<String, Object> set) {
            if (json) {
                call.display()
                        .json(new JsonLine()
                                .with("file", pid + SettingsFile.SUFFIX)
                                .with("name", name)
                                .with("value", String.valueOf(set.getOrDefault(name, type.defaultValue())))
                                .with("default", type.defaultValue())
                                .with("allowed", type.allowed())
                                .with("description", type.description()));
            } else {
                call.out().println("#   " + type.description() + " (" + type.allowed() + ")");
                call.out()
                        .println(
                                set.containsKey(name)
                                        ? name + " = " + set.get(name)
                                        : "#" + name + " = " + type.defaultValue());
            }
        }
    }
}
