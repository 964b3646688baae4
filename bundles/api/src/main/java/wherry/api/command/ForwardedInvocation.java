package wherry.api.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import wherry.api.link.Link;

/** Another call, for those who change or listen in on a part of it: they override that part. */
@ConsumerType
public abstract class ForwardedInvocation implements Invocation {
    private final Invocation call;

    /**
     * Forwards all.
     *
     * @param call that is forwarded to
     */
    protected ForwardedInvocation(Invocation call) {
        this.call = call;
    }

    /**
     * The call itself.
     *
     * @return what was given
     */
    public final Invocation forwarded() {
        return call;
    }

    @Override
    public Path directory() {
        return call.directory();
    }

    @Override
    public Optional<String> environment(String name) {
        return call.environment(name);
    }

    @Override
    public InputStream in() {
        return call.in();
    }

    @Override
    public PrintStream out() {
        return call.out();
    }

    @Override
    public PrintStream err() {
        return call.err();
    }

    @Override
    public OutputStream rawOut() {
        return call.rawOut();
    }

    @Override
    public boolean terminal() {
        return call.terminal();
    }

    @Override
    public Display display() {
        return call.display();
    }

    @Override
    public Optional<CallerTerminal> rawTerminal() {
        return call.rawTerminal();
    }

    @Override
    public int run(List<String> program) throws IOException, InterruptedException {
        return call.run(program);
    }

    @Override
    public int relay(Link link) throws IOException {
        return call.relay(link);
    }
}
