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

/** A call as commands get it: what they print, much of it said or named by others, is {@linkplain Quoting quoted}. */
final class QuotingCall implements Invocation {
    private final Invocation call;
    private final PrintStream out;
    private final PrintStream err;

    QuotingCall(Invocation call) {
        this.call = call;
        this.out = new QuotingStream(call.out());
        this.err = new QuotingStream(call.err());
    }

    /** The call that a command had, which calls another one. */
    static Invocation original(Invocation call) {
        return call instanceof QuotingCall quoting ? quoting.call : call;
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
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
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
