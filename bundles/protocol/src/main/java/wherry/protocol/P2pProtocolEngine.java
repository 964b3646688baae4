package wherry.protocol;

import org.osgi.service.component.annotations.Component;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.protocol.ClientMachine;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.protocol.ServerMachine;

/** Makes the machines. */
@Component
public final class P2pProtocolEngine implements ProtocolEngine {
    @Override
    public ServerMachine server(ServeMode mode) {
        return new ServerConnection(mode);
    }

    @Override
    public ServerMachine serverOfKnownPeer(AnnexUuid self, ServeMode mode) {
        return ServerConnection.withKnownPeer(self, mode);
    }

    @Override
    public ClientMachine client() {
        return new ClientConnection();
    }
}
