package wherry.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import wherry.api.command.Command;
import wherry.api.command.Commands;

/** Offers each command of the node to Gogo as {@code wherry:NAME}, for as long as any version of it is there. */
@Component(service = {})
public final class GogoCommands {
    static final String SCOPE = "wherry";

    private final BundleContext context;
    private final Commands commands;
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, ServiceRegistration<Function>> functions = new HashMap<>();

    /**
     * Called by Declarative Services.
     *
     * @param context registers the functions
     * @param commands runs them
     */
    @Activate
    public GogoCommands(BundleContext context, @Reference Commands commands) {
        this.context = context;
        this.commands = commands;
    }

    @Reference(
            service = Command.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(" + Command.HIDDEN + "=true))")
    synchronized void bindCommand(ServiceReference<Command> command) {
        String name = String.valueOf(command.getProperty(Command.NAME));
        versions.merge(name, 1, Integer::sum);
        functions.computeIfAbsent(name, this::register);
    }

    synchronized void unbindCommand(ServiceReference<Command> command) {
        String name = String.valueOf(command.getProperty(Command.NAME));
        ServiceRegistration<Function> function = functions.get(name);
        if (versions.merge(name, -1, Integer::sum) == 0 && function != null) {
            functions.remove(name);
            function.unregister();
        }
    }

    @Deactivate
    synchronized void deactivate() {
        functions.values().forEach(ServiceRegistration::unregister);
        functions.clear();
    }

    private ServiceRegistration<Function> register(String name) {
        Map<String, Object> properties =
                Map.of(CommandProcessor.COMMAND_SCOPE, SCOPE, CommandProcessor.COMMAND_FUNCTION, name);
        return context.registerService(
                Function.class,
                (session, arguments) -> run(
                        commands,
                        name,
                        session,
                        arguments.stream().map(String::valueOf).toList()),
                FrameworkUtil.asDictionary(properties));
    }

    /** A failed command ends a Gogo script, as it ends a script of a shell with {@code -e}. */
    static @Nullable Object run(Commands commands, String name, CommandSession session, List<String> words) {
        int code = commands.run(name, words, GogoInvocation.of(commands, session));
        if (code != 0) {
            throw new CommandFailed(name, code);
        }
        return null;
    }
}
