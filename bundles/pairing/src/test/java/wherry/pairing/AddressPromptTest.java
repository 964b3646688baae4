package wherry.pairing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.Test;
import wherry.api.peer.PeerAddress;
import wherry.kit.ScriptedInvocation;

public class AddressPromptTest {
    private static final PeerAddress PEER = new PeerAddress("tcpip", "example.org:7000");
    private static final String TOKEN = "5ec7e4".repeat(20);

    private static ScriptedInvocation typing(String input) {
        return new ScriptedInvocation(Path.of("/"), input).onTerminal();
    }

    @Test
    public void theTokenIsAskedForOnATerminalAndMayStandBehindItsAddress() throws IOException {
        ScriptedInvocation call = typing("not one\n" + TOKEN + "\n");
        assertThat(new AddressPrompt(call).token(PEER).reveal(), is(TOKEN));
        assertThat(
                call.messages(),
                is("Enter the token for p2p-annex::tcpip:example.org:7000: "
                        + "That is no token: letters and digits are expected. Please try again.\n"
                        + "Enter the token for p2p-annex::tcpip:example.org:7000: "));
        assertThat(
                new AddressPrompt(typing(PEER + ":" + TOKEN + "\n")).token(PEER).reveal(), is(TOKEN));
    }

    @Test
    public void theTokenOfAnotherAddressIsNotTaken() {
        ScriptedInvocation call = typing("p2p-annex::tcpip:example.net:7000:" + TOKEN + "\n");
        IOException e = assertThrows(IOException.class, () -> new AddressPrompt(call).token(PEER));
        assertThat(e.getMessage(), containsString("Nothing entered"));
    }

    @Test
    public void withoutATerminalNothingIsAsked() throws IOException {
        ScriptedInvocation call = new ScriptedInvocation(Path.of("/"), PEER + ":" + TOKEN + "\n");
        assertThat(new AddressPrompt(call).address().address(), is(PEER));
        assertThat(call.messages(), is(""));
    }
}
