package wherry.pairing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import wherry.api.command.Invocation;
import wherry.api.peer.AddressText;
import wherry.api.peer.AuthToken;
import wherry.api.peer.PeerAddress;

/** Asks for what must not stand in arguments: lines of the caller's standard input, each asked for where there is a terminal. */
final class AddressPrompt {
    private static final String SOURCE = "what the other side gets from: wherry p2p --gen-addresses";

    private final Invocation call;
    private final BufferedReader in;

    AddressPrompt(Invocation call) {
        this.call = call;
        this.in = new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.UTF_8));
    }

    /** SOURCE: git-annex asks again until an address can be read, and gives up at an empty line; in these words. */
    AdmittingAddress address() throws IOException {
        while (true) {
            Optional<AdmittingAddress> peer = AdmittingAddress.parse(answer("Enter peer address: ", SOURCE));
            if (peer.isPresent()) {
                return peer.get();
            }
            call.err()
                    .println("Unable to parse that address, please check its format (p2p-annex::NET:ADDRESS:TOKEN) and"
                            + " try again.");
        }
    }

    /** The token for an address, alone or behind the same address. */
    AuthToken token(PeerAddress peer) throws IOException {
        while (true) {
            String line = answer("Enter the token for " + peer + ": ", "the token, the last word of " + SOURCE);
            Optional<AuthToken> token = AddressText.parse(line)
                    .filter(whole -> whole.address().equals(peer))
                    .flatMap(AddressText::token)
                    .or(() -> AuthToken.parse(line));
            if (token.isPresent()) {
                return token.get();
            }
            call.err().println("That is no token: letters and digits are expected. Please try again.");
        }
    }

    private String answer(String question, String wanted) throws IOException {
        if (call.terminal()) {
            call.err().print(question);
            call.err().flush();
        }
        String line = in.readLine();
        if (line == null || line.isBlank()) {
            throw new IOException("Nothing entered, giving up. Enter " + wanted);
        }
        return line.strip();
    }
}
