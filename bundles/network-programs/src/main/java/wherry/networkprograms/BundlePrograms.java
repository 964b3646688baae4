package wherry.networkprograms;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import wherry.transport.api.TransportException;
import wherry.transport.program.NetworkProgram;
import wherry.transport.program.ProgramSupervisor;
import wherry.transport.program.RunningProgram;

/** The programs of one bundle, which end with it should it have forgotten them. Thread-safe. */
@Component(service = ProgramSupervisor.class, scope = ServiceScope.BUNDLE)
public final class BundlePrograms implements ProgramSupervisor {
    private final NodePrograms node;
    private final Set<SupervisedProgram> own = ConcurrentHashMap.newKeySet();

    /**
     * For the bundle that asks first.
     *
     * @param node runs them
     */
    @Activate
    public BundlePrograms(@Reference NodePrograms node) {
        this.node = node;
    }

    @Override
    public RunningProgram run(NetworkProgram program) {
        SupervisedProgram started = node.run(program);
        own.add(started);
        return new Owned(started);
    }

    @Deactivate
    void end() {
        node.end(own);
    }

    /** Is forgotten when it is closed. */
    private final class Owned implements RunningProgram {
        private final SupervisedProgram program;

        Owned(SupervisedProgram program) {
            this.program = program;
        }

        @Override
        public CompletionStage<String> awaitReady(Duration timeout) throws TransportException, InterruptedException {
            return program.awaitReady(timeout);
        }

        @Override
        public void send(String line) throws TransportException {
            program.send(line);
        }

        @Override
        public Optional<String> problem() {
            return program.problem();
        }

        @Override
        public void close() {
            node.end(Set.of(program));
            own.remove(program);
        }
    }
}
