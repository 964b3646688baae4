package wherry.annexcommands;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.protocol.ClientMachine;
import wherry.api.protocol.Completion;
import wherry.api.protocol.ProtocolEngine;
import wherry.api.protocol.ServerMachine;
import wherry.api.protocol.ServerSteps;

/** The real protocol at nodes that say that they have locked content, and have not. */
final class UnkeptPromises implements ProtocolEngine {
    private final ProtocolEngine real;

    UnkeptPromises(ProtocolEngine real) {
        this.real = real;
    }

    @Override
    public ServerMachine server(ServeMode mode) {
        ServerMachine machine = real.server(mode);
        return instead(
                ServerMachine.class,
                machine,
                (proxy, method, arguments) -> method.getName().equals("poll")
                        ? machine.poll(unlocking((ServerSteps) arguments[0]))
                        : method.invoke(machine, arguments));
    }

    private static ServerSteps unlocking(ServerSteps steps) {
        return instead(ServerSteps.class, steps, (proxy, method, arguments) -> switch (method.getName()) {
            case "lockContent" -> {
                @SuppressWarnings("unchecked") // as the contract has it
                Completion<Boolean> locked = (Completion<Boolean>) arguments[1];
                locked.with(true);
                yield null;
            }
            case "unlockContent" -> null;
            default -> method.invoke(steps, arguments);
        });
    }

    private static <T> T instead(Class<T> type, T original, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                original.getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return handler.invoke(proxy, method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public ServerMachine serverOfKnownPeer(AnnexUuid self, ServeMode mode) {
        return real.serverOfKnownPeer(self, mode);
    }

    @Override
    public ClientMachine client() {
        return real.client();
    }
}
