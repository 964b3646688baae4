package wherry.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import wherry.api.annex.AnnexUuid;
import wherry.api.annex.AssociatedFile;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;
import wherry.api.peer.AuthToken;
import wherry.api.peer.GitService;
import wherry.api.protocol.ClientMachine;
import wherry.api.protocol.ClientSteps;
import wherry.api.protocol.Completion;

/** Begins operations, and hands each line to the one that is under way. */
final class ClientConnection implements ClientMachine {
    private static final String LOST = "the peer has ended the connection";
    private static final String UNASKED = "the peer speaks when it is not its turn";

    /** Asked by one line and answered by one line, which leaves the server where it was. */
    private static final Set<Verb> ONE_LINE = EnumSet.of(Verb.CHECKPRESENT, Verb.REMOVE, Verb.REMOVE_BEFORE);

    private static final Set<ClientState> AHEAD = EnumSet.of(ClientState.CHECKING, ClientState.REMOVING);

    private final Machine<ClientState, ClientSteps> machine =
            new Machine<>(ClientTable.TABLE, ClientState.IDLE, ClientState.CLOSED, ClientSteps::transmit);
    private final ClientSide side = new ClientSide(machine);
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Operation current = Operation.NONE;
    private Optional<ConnectOperation> connection = Optional.empty();
    private Optional<String> ending = Optional.empty();

    /** An operation whose line went out before its turn. */
    private record Waiting(Verb verb, Operation operation) {}

    @Override
    public void authenticate(AnnexUuid self, AuthToken token, Completion<Optional<AnnexUuid>> peer) {
        begin(
                Message.of(Verb.AUTH, self.value(), token),
                new Question<>(
                        side,
                        peer,
                        answer -> answer.verb() == Verb.AUTH_SUCCESS ? Optional.of(answer.uuid()) : Optional.empty()));
    }

    @Override
    public void negotiate(Completion<Integer> version) {
        negotiate(ProtocolVersions.HIGHEST, version);
    }

    @Override
    public void negotiate(int highest, Completion<Integer> version) {
        side.offer(highest);
        begin(Message.of(Verb.VERSION, side.offered()), new Negotiation(side, version));
    }

    @Override
    public void bypass(List<AnnexUuid> uuids) {
        if (!machine.isClosed() && side.speaks(ProtocolVersions.PLUS)) {
            machine.move(new Asked(Verb.BYPASS));
            machine.transmit(Answers.bypass(uuids));
        }
    }

    @Override
    public void checkPresent(Key key, Completion<Boolean> present) {
        begin(Message.of(Verb.CHECKPRESENT, key), new Question<>(side, present, Question::isSuccess));
    }

    @Override
    public void lockContent(Key key, Completion<Boolean> locked) {
        begin(Message.of(Verb.LOCKCONTENT, key), new Question<>(side, locked, Question::isSuccess));
    }

    @Override
    public void unlockContent() {
        if (!machine.isClosed()) {
            machine.move(new Asked(Verb.UNLOCKCONTENT));
            machine.transmit(Message.of(Verb.UNLOCKCONTENT));
        }
    }

    @Override
    public void removeContent(Key key, OptionalLong before, Completion<ContentAnswer> gone) {
        if (before.isPresent() && !side.speaks(ProtocolVersions.REMOVE_BEFORE)) {
            throw new IllegalStateException("REMOVE-BEFORE needs version " + ProtocolVersions.REMOVE_BEFORE);
        }
        Message message = before.isPresent()
                ? Message.of(Verb.REMOVE_BEFORE, before.getAsLong(), key)
                : Message.of(Verb.REMOVE, key);
        begin(message, new Question<>(side, gone, Answers::read));
    }

    @Override
    public void timestamp(Completion<Long> seconds) {
        begin(Message.of(Verb.GETTIMESTAMP), new Question<>(side, seconds, Message::number));
    }

    @Override
    public void get(Key key, AssociatedFile file, long offset, Completion<Boolean> stored) {
        if (offset < 0) {
            throw new IllegalArgumentException("the offset is negative");
        }
        begin(Message.of(Verb.GET, offset, file, key), new GetOperation(side, stored, left(key, offset)));
    }

    private static OptionalLong left(Key key, long offset) {
        OptionalLong size = key.size();
        return size.isPresent() ? OptionalLong.of(Math.max(0, size.getAsLong() - offset)) : OptionalLong.empty();
    }

    @Override
    public void put(Key key, AssociatedFile file, Completion<ContentAnswer> stored) {
        begin(Message.of(Verb.PUT, file, key), new PutOperation(side, stored));
    }

    @Override
    public void connect(GitService service, Completion<Integer> exitCode) {
        ConnectOperation operation = new ConnectOperation(side, exitCode);
        connection = Optional.of(operation);
        begin(Message.of(Verb.CONNECT, service), operation);
    }

    @Override
    public void serviceInput(long length) {
        if (!machine.isClosed()) {
            connection
                    .orElseThrow(() -> new IllegalStateException("no git service runs"))
                    .input(length);
        }
    }

    @Override
    public void awaitChange(Completion<List<String>> objectIds) {
        begin(Message.of(Verb.NOTIFYCHANGE), new Question<>(side, objectIds, Message::words));
    }

    private void begin(Message message, Operation operation) {
        if (machine.isClosed()) {
            operation.fail("the connection is closed");
            return;
        }
        if (AHEAD.contains(machine.state()) && ONE_LINE.contains(message.verb())) {
            waiting.add(new Waiting(message.verb(), operation));
        } else {
            machine.move(new Asked(message.verb()));
            current = operation;
        }
        machine.transmit(message);
    }

    /** An operation whose line is out already takes its turn. */
    private void takeTurns() {
        if (machine.state() == ClientState.IDLE && !waiting.isEmpty()) {
            Waiting next = waiting.remove();
            machine.move(new Asked(next.verb()));
            current = next.operation();
        }
    }

    private void failAll(String reason) {
        current.fail(reason);
        waiting.forEach(next -> next.operation().fail(reason));
        waiting.clear();
    }

    @Override
    public void receive(ByteBuffer bytes) {
        while (bytes.hasRemaining() && machine.takesLines()) {
            Optional<String> line = machine.line(bytes);
            if (line.isPresent()) {
                hear(line.get());
            } else if (machine.overlong()) {
                finish("the peer's answer is longer than " + LineReader.MAX_CHARACTERS + " characters");
            }
        }
        if (bytes.hasRemaining() && !movesContent()) {
            bytes.position(bytes.limit());
            ending = ending.or(() -> Optional.of(UNASKED));
        }
    }

    private boolean movesContent() {
        return machine.state() == ClientState.RECEIVING || machine.state() == ClientState.DELIVERING;
    }

    private void hear(String line) {
        Optional<Message> message = Message.parse(line);
        if (message.isPresent() && machine.takes(message.get().verb())) {
            machine.move(message.get().verb());
            current.take(message.get());
            takeTurns();
        } else {
            machine.move(StepResult.OTHER);
            String reason = "the peer's answer is not one that the protocol foresees: " + PlainText.fromWire(line);
            failAll(reason);
            side.close(reason);
        }
    }

    private void finish(String reason) {
        boolean asked = machine.state() != ClientState.IDLE && machine.state() != ClientState.HOLDING;
        machine.move(StepResult.END);
        if (asked) {
            failAll(reason);
        }
        side.close(reason);
    }

    @Override
    public void end() {
        ending = ending.or(() -> Optional.of(LOST));
    }

    @Override
    public boolean poll(ClientSteps steps) {
        if (ending.isPresent() && machine.idle() && machine.takes(StepResult.END)) {
            finish(ending.get());
        }
        return machine.poll(steps);
    }
}
