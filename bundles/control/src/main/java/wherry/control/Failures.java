package wherry.control;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import wherry.api.annex.StoreException;
import wherry.api.command.Invocation;

/** Turns what goes wrong in a command into a message and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String INTERNAL = "something went wrong that should not; the node's log says more";

    private final Invocation call;
    private boolean happened;

    Failures(Invocation call) {
        this.call = call;
    }

    /** Whether there was one. */
    boolean happened() {
        return happened;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        happened = true;
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            UnknownWord word = new UnknownWord(name, unmatched.getUnmatched().get(0));
            word.after(e.getCommandLine().getCommandSpec(), call.err());
        } else {
            call.err().println(name + ": " + e.getMessage());
            call.err().println("See: " + name + " --help");
        }
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, @Nullable ParseResult parsed) {
        String name = line.getCommandSpec().qualifiedName();
        happened = true;
        Exception cause = e instanceof UncheckedIOException u && u.getCause() != null ? u.getCause() : e;
        if (isInterrupt(cause)) {
            return ExitCode.INTERRUPTED;
        }
        if (cause instanceof IOException io) {
            call.err().println(name + ": " + message(io));
            if (io instanceof StoreException store) {
                store.advice().forEach(call.err()::println);
            }
        } else {
            LOG.error("command {} failed", name, cause);
            call.err().println(name + ": " + INTERNAL);
        }
        return ExitCode.FAILURE;
    }

    /** Also where somebody on the way has told it in other words. */
    private static boolean isInterrupt(@Nullable Throwable e) {
        return e instanceof InterruptedException
                || e instanceof ClosedByInterruptException
                || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException))
                || (e != null && isInterrupt(e.getCause()));
    }

    /** The JDK's messages of files are bare paths, and some exceptions say all by their names, which say nothing to users. */
    private static String message(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + reason(file);
        }
        if (e.getMessage() == null) {
            LOG.error("an input or output failed", e);
            return INTERNAL;
        }
        return e.getMessage();
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof FileAlreadyExistsException) {
            return "is there already";
        } else if (e instanceof NotDirectoryException) {
            return "is not a folder";
        }
        return e instanceof DirectoryNotEmptyException ? "the folder is not empty" : "cannot be used";
    }
}
