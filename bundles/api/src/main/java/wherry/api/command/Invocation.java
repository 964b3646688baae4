package wherry.api.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import wherry.api.link.Link;
import wherry.api.peer.AuthToken;
import wherry.api.peer.Dialer;
import wherry.api.peer.PeerAddress;
import wherry.api.store.Lookup;
import wherry.api.store.Settings;

/** One call of a command: where it was typed and how to talk back. Ends when the caller goes: the thread is interrupted. */
@ProviderType
public interface Invocation {
    /** SOURCE: git-annex looks here before it looks into the repository. */
    String TOKEN_VARIABLE = "GIT_ANNEX_P2P_AUTHTOKEN";

    /**
     * The caller's working directory.
     *
     * @return absolute
     */
    Path directory();

    /**
     * A variable of the caller's environment. It stays with the caller until it is asked for here, which may be done before
     * {@link #relay} and while the caller is there.
     *
     * @param name of the variable
     * @return its value; empty if it is not set
     * @throws java.io.UncheckedIOException if the caller can be asked no more
     */
    Optional<String> environment(String name);

    /**
     * The repository that the caller means: what git names to the programs that it runs, else the one around the working
     * directory.
     *
     * @return found with the caller's environment
     */
    default Lookup repository() {
        Optional<Path> named =
                environment("GIT_DIR").filter(folder -> !folder.isEmpty()).map(directory()::resolve);
        return Lookup.of(named.orElse(directory()), named.isPresent(), this::environment);
    }

    /**
     * The repository around a folder.
     *
     * @param folder relative to the working directory, or absolute
     * @return found with the caller's environment
     */
    default Lookup repository(Path folder) {
        return Lookup.of(directory().resolve(folder).normalize(), false, this::environment);
    }

    /**
     * The token that the caller gives in the environment, as {@link #TOKEN_VARIABLE}. It does not say which peer it is for: {@link
     * #tokenFor} finds that out.
     *
     * @return empty if there is none
     * @throws IOException if that holds something else
     */
    default Optional<AuthToken> token() throws IOException {
        Optional<String> text = environment(TOKEN_VARIABLE).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<AuthToken> token = AuthToken.parse(text.get());
        if (token.isEmpty()) {
            throw new IOException(TOKEN_VARIABLE + " holds no token: letters and digits are expected");
        }
        return token;
    }

    /**
     * The token that the caller gives in the environment, if it is for this peer. It counts more than one that a repository keeps.
     *
     * @param peer whom it would be presented to
     * @param git the configuration of the repository that the caller works in, whose other remotes may be meant; empty if there
     *     is none
     * @param dialer knows where the token was admitted before
     * @return empty if there is none, or it may be for another peer
     * @throws IOException if that holds no token, or the configuration cannot be read
     */
    default Optional<AuthToken> tokenFor(PeerAddress peer, Optional<Settings> git, Dialer dialer) throws IOException {
        Optional<AuthToken> given = token();
        return given.isPresent() && dialer.mayPresent(given.get(), peer, RemoteAddresses.isOnly(peer, git))
                ? given
                : Optional.empty();
    }

    /**
     * Standard input of the caller.
     *
     * @return blocking; read only as far as the command asks, so nothing is taken from a caller that the command does not need;
     *     a caller that has gone is no end of input: reading on throws an {@link java.io.EOFException}
     */
    InputStream in();

    /**
     * Standard output of the caller: results only.
     *
     * @return UTF-8; flushed at the end of each line and of the call
     */
    PrintStream out();

    /**
     * Standard error of the caller: messages, warnings, progress.
     *
     * @return UTF-8; flushed at the end of each line
     */
    PrintStream err();

    /**
     * Standard output as raw bytes.
     *
     * @return the stream below {@link #out()}, unbuffered
     */
    OutputStream rawOut();

    /**
     * Whether the caller's standard error is a terminal, so that progress may redraw a line.
     *
     * @return false for a file, a pipe, or another program
     */
    boolean terminal();

    /**
     * What is shown in the same form whatever the command is: progress, and objects for programs.
     *
     * @return writes to {@link #out()} and {@link #err()}
     */
    Display display();

    /**
     * Takes over the caller's terminal for editing lines or drawing screens.
     *
     * @return owned by the caller of this method; empty if standard input and output are not both a terminal
     */
    Optional<CallerTerminal> rawTerminal();

    /**
     * Runs a program in the caller's place, with its terminal, environment and working directory: what needs the user's agent
     * or asks the user ({@code ssh}, {@code wormhole}). It is ended when the call ends.
     *
     * @param program its name or path, then the arguments
     * @return its exit code; 127 if it cannot be run, 128 and the signal if one ended it
     * @throws IOException if this caller cannot run programs (Gogo), or is gone
     * @throws InterruptedException if the thread was interrupted
     */
    default int run(List<String> program) throws IOException, InterruptedException {
        throw new IOException("this works from the user's shell only");
    }

    /**
     * Joins the caller's standard streams with a link until the link ends: at the peer's end all is written out, and the
     * caller's program exits at once; at the end of standard input the rest is sent and the link half-closed. Nothing may have
     * been read or written before.
     *
     * @param link closed in the end
     * @return the exit code of the command: 0, or 1 if the link broke
     * @throws IOException if this caller cannot be joined with a link (Gogo)
     */
    int relay(Link link) throws IOException;
}
