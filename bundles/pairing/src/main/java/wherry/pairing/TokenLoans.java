package wherry.pairing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import wherry.api.peer.AuthToken;
import wherry.api.peer.LentTokens;
import wherry.api.peer.PeerAddress;

/** The tokens of clones that are being made. */
@Component(service = {TokenLoans.class, LentTokens.class})
public final class TokenLoans implements LentTokens {
    private final List<Loan> loans = new CopyOnWriteArrayList<>();

    /** One token for one peer and one repository, until it is closed. */
    final class Loan implements AutoCloseable {
        private final PeerAddress peer;
        private final Path gitDirectory;
        private final AuthToken token;

        private Loan(PeerAddress peer, Path gitDirectory, AuthToken token) {
            this.peer = peer;
            this.gitDirectory = gitDirectory;
            this.token = token;
        }

        @Override
        public void close() {
            loans.remove(this);
        }
    }

    /**
     * Lends a token.
     *
     * @param gitDirectory absolute; need not be there yet
     */
    Loan lend(PeerAddress peer, Path gitDirectory, AuthToken token) {
        Loan loan = new Loan(peer, gitDirectory, token);
        loans.add(loan);
        return loan;
    }

    @Override
    public Optional<AuthToken> tokenFor(PeerAddress peer, Path gitDirectory) {
        return loans.stream()
                .filter(loan -> loan.peer.equals(peer) && isSame(loan.gitDirectory, gitDirectory))
                .map(loan -> loan.token)
                .findFirst();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.toRealPath().equals(other.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
