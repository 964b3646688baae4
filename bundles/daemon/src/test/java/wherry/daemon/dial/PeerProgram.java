package wherry.daemon.dial;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import wherry.api.annex.AnnexUuid;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;
import wherry.api.peer.PeerAddress;
import wherry.api.peer.PeerConnection;
import wherry.daemon.bench.Configured;
import wherry.daemon.bench.TestThreads;
import wherry.kit.ConnectedLink;
import wherry.kit.CountedLeases;
import wherry.kit.OfferedServices;
import wherry.kit.ScriptedLinks;
import wherry.protocol.P2pProtocolEngine;

/** What git runs in place of upload-pack and receive-pack, in a process of its own: PORT TOKEN SERVICE. */
public final class PeerProgram {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private PeerProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PeerAddress address = new PeerAddress("test", "there");
        ScriptedLinks links = new ScriptedLinks();
        int port = Integer.parseInt(arguments[0]);
        links.answer(
                address,
                new ConnectedLink(
                        address, SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))));
        NodeDialer dialer = new NodeDialer(
                2,
                Configured.with(Map.of()),
                links,
                new CountedLeases(),
                new TestThreads(),
                OfferedServices.newest(new CountedLeases(), 1, new P2pProtocolEngine()),
                new AdmittedTokens());
        GitService service = GitService.valueOf(arguments[2]);
        try (PeerConnection peer = dialer.open(
                        address,
                        new AnnexUuid("git"),
                        AuthToken.parse(arguments[1]).orElseThrow(),
                        PATIENCE);
                FileInputStream in = new FileInputStream(java.io.FileDescriptor.in);
                FileOutputStream out = new FileOutputStream(java.io.FileDescriptor.out)) {
            int code = peer.connect(service, in.getChannel(), out.getChannel());
            Runtime.getRuntime().halt(code);
        }
    }
}
