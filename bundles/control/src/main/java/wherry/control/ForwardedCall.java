package wherry.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import wherry.api.command.CallerTerminal;
import wherry.api.command.Display;
import wherry.api.command.Invocation;
import wherry.api.link.Link;

/** Another call, for those who listen in on a part of it. */
class ForwardedCall implements Invocation {
    private final Invocation call;

    ForwardedCall(Invocation call) {
        this.call = call;
    }

    /** The call itself. */
    final Invocation forwarded() {
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
