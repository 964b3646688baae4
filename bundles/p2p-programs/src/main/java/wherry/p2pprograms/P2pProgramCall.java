package wherry.p2pprograms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wherry.api.command.Invocation;
import wherry.api.node.UsedRepository;
import wherry.api.peer.PeerAddress;

/**
 * One run of {@code git-annex-p2p-NET}.
 *
 * @see <a href="https://git-annex.branchable.com/design/generic_p2p_transport/">generic P2P transport</a>
 */
@CommandLine.Command(
        name = "git-annex-p2p",
        customSynopsis = {
            "git-annex-p2p-NET address",
            "       git-annex-p2p-NET ADDRESS",
            "       git-annex-p2p-NET ADDRESS SOCKETFILE",
            "       git-annex-p2p-NET socket ADDRESS"
        },
        description = {
            "Connect git-annex with the P2P network NET. git-annex runs this program; there is no need to.",
            "address: print the addresses of the git-annex repository in the current folder, one a line.",
            "ADDRESS: connect standard input and output with a peer, until it ends.",
            "ADDRESS SOCKETFILE: connect peers that come to ADDRESS with the unix socket at which git-annex listens;"
                    + " ends with git-annex.",
            "socket ADDRESS: print where git-annex shall listen, then do the same (an older form)."
        })
final class P2pProgramCall implements Callable<Integer> {
    private static final int MOST_ARGUMENTS = 2;

    private final Invocation call;
    private final P2pNode node;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    private String netname = "";

    @Parameters(index = "1..*", hidden = true)
    private List<String> arguments = new ArrayList<>();

    P2pProgramCall(Invocation call, P2pNode node) {
        this.call = call;
        this.node = node;
    }

    @Parameters(index = "0", hidden = true)
    void setNetname(String name) {
        netname = name;
        spec.name("git-annex-p2p-" + name);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (arguments.isEmpty() || arguments.size() > MOST_ARGUMENTS) {
            throw new ParameterException(spec.commandLine(), "address, or ADDRESS and perhaps SOCKETFILE, is expected");
        }
        String first = arguments.get(0);
        if (arguments.size() == 1) {
            return first.equals("address") ? printAddresses() : relay(peer(first));
        }
        SocketExposing exposing = new SocketExposing(call, node);
        return first.equals("socket")
                ? exposing.atSocketOfOurs(peer(arguments.get(1)))
                : exposing.atSocket(peer(first), call.directory().resolve(arguments.get(1)));
    }

    private PeerAddress peer(String address) throws IOException {
        try {
            return new PeerAddress(netname, address);
        } catch (IllegalArgumentException e) {
            throw new IOException("\"" + address + "\" is no address: " + e.getMessage(), e);
        }
    }

    private int printAddresses() throws IOException, InterruptedException {
        try (UsedRepository open =
                UsedRepository.open(node.repositories(), call.repository(call.directory()), "git-annex-p2p")) {
            node.links()
                    .addresses(open.repository(), netname)
                    .forEach(a -> call.out().println(a.address()));
        }
        return 0;
    }

    private int relay(PeerAddress peer) throws IOException, InterruptedException {
        return call.relay(node.links().dial(peer, node.dialTimeout()));
    }
}
