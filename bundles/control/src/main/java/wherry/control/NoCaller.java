package wherry.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import wherry.api.command.CallerTerminal;
import wherry.api.command.Display;
import wherry.api.command.Invocation;
import wherry.api.link.Link;

/** Stands for the caller where commands are only described. */
final class NoCaller implements Invocation {
    @Override
    public Path directory() {
        return Path.of("/");
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.empty();
    }

    @Override
    public InputStream in() {
        return InputStream.nullInputStream();
    }

    @Override
    public PrintStream out() {
        return new PrintStream(rawOut(), false, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream err() {
        return out();
    }

    @Override
    public OutputStream rawOut() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public boolean terminal() {
        return false;
    }

    @Override
    public Display display() {
        return new CallerDisplay(out(), Optional.empty());
    }

    @Override
    public Optional<CallerTerminal> rawTerminal() {
        return Optional.empty();
    }

    @Override
    public int relay(Link link) throws IOException {
        link.close();
        throw new IOException("nobody has called");
    }
}
