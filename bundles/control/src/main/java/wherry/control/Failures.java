package wherry.control;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import wherry.api.command.Invocation;

/** Turns what goes wrong in a command into a message and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Invocation call;

    Failures(Invocation call) {
        this.call = call;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        call.err().println(name + ": " + e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr())) {
            call.err().println("See: " + name + " --help");
        }
        return Outcome.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, @Nullable ParseResult parsed) {
        String name = line.getCommandSpec().qualifiedName();
        Exception cause = e instanceof UncheckedIOException u && u.getCause() != null ? u.getCause() : e;
        if (isInterrupt(cause)) {
            return Outcome.INTERRUPTED;
        }
        if (cause instanceof IOException io) {
            call.err().println(name + ": " + message(io));
        } else {
            LOG.error("command {} failed", name, cause);
            call.err().println(name + ": internal error, see the node's log: " + cause);
        }
        return Outcome.FAILURE;
    }

    private static boolean isInterrupt(Exception e) {
        return e instanceof InterruptedException
                || e instanceof ClosedByInterruptException
                || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException));
    }

    /** The JDK's messages of files are bare paths. */
    private static String message(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            String what = e instanceof NoSuchFileException
                    ? "no such file or folder"
                    : e instanceof AccessDeniedException
                            ? "permission denied"
                            : e.getClass().getSimpleName();
            return file.getFile() + ": " + what;
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
