package wherry.protocol;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.ServeMode;
import wherry.api.protocol.ServerMachine;
import wherry.api.protocol.ServerSteps;

/** Hands each line to the conversation of the state that the machine is in. */
final class ServerConnection implements ServerMachine {
    private final Machine<ServerState, ServerSteps> machine;
    private final Map<ServerState, ServerConversation> conversations = new EnumMap<>(ServerState.class);
    private final ServerSide side;
    private final CommandLoop commands;
    private final ConnectConversation connect;
    private final NotifyConversation notify;
    private boolean ended;

    ServerConnection(ServeMode mode) {
        this(mode, ServerState.EXPECTING_AUTH);
    }

    /** SOURCE: git-annex-shell greets the peer that ssh has let in. */
    static ServerConnection withKnownPeer(AnnexUuid self, ServeMode mode) {
        ServerConnection connection = new ServerConnection(mode, ServerState.READY);
        connection.side.say(Verb.AUTH_SUCCESS, self);
        return connection;
    }

    private ServerConnection(ServeMode mode, ServerState start) {
        machine = new Machine<>(ServerTable.TABLE, start, ServerState.CLOSED, ServerSteps::transmit);
        side = new ServerSide(machine, new Rights(mode));
        connect = new ConnectConversation(side);
        notify = new NotifyConversation(side);
        GetConversation get = new GetConversation(side);
        PutConversation put = new PutConversation(side);
        LockConversation lock = new LockConversation(side);
        commands = new CommandLoop(side, get, put, lock, connect, notify);
        conversations.put(ServerState.EXPECTING_AUTH, new AuthConversation(side));
        conversations.put(ServerState.LOCKED, lock);
        conversations.put(ServerState.EXPECTING_VERDICT, get);
        conversations.put(ServerState.EXPECTING_DATA, put);
        conversations.put(ServerState.EXPECTING_VALIDITY, put);
        conversations.put(ServerState.RELAYING, connect);
        conversations.put(ServerState.FEEDING, connect);
    }

    @Override
    public void receive(ByteBuffer bytes) {
        while (bytes.hasRemaining() && machine.takesLines() && machine.idle()) {
            Optional<String> line = machine.line(bytes);
            if (line.isPresent()) {
                hear(Message.parse(line.get()));
            } else if (machine.overlong()) {
                finish("a line is longer than " + LineReader.MAX_CHARACTERS + " characters");
            }
        }
        if (machine.isClosed()) {
            bytes.position(bytes.limit());
        }
    }

    private void hear(Optional<Message> message) {
        ServerConversation conversation = conversations.getOrDefault(machine.state(), commands);
        if (message.isPresent() && machine.takes(message.get().verb())) {
            machine.move(message.get().verb());
            conversation.take(message.get());
        } else {
            machine.move(StepResult.OTHER);
            conversation.refuse(message.isPresent());
        }
    }

    private void finish(String reason) {
        Optional<ServerConversation> conversation = Optional.ofNullable(conversations.get(machine.state()));
        machine.move(StepResult.END);
        conversation.ifPresent(ServerConversation::end);
        side.close(reason);
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void serviceOutput(long length) {
        if (!machine.isClosed()) {
            connect.output(length);
        }
    }

    @Override
    public void serviceEnded(int exitCode) {
        if (!machine.isClosed()) {
            connect.exited(exitCode);
        }
    }

    @Override
    public void changed(List<String> objectIds) {
        if (!machine.isClosed()) {
            notify.changed(objectIds);
        }
    }

    @Override
    public void permit(ServeMode mode) {
        side.permit(new Rights(mode));
    }

    @Override
    public boolean poll(ServerSteps steps) {
        if (ended && machine.idle() && machine.takes(StepResult.END)) {
            finish("the peer has ended its stream");
        }
        return machine.poll(steps);
    }
}
