package wherry.protocol;

import java.util.Optional;
import java.util.OptionalLong;
import wherry.api.annex.Key;
import wherry.api.content.ContentAnswer;

/** Begins what the peer asks for, and answers by itself what takes one line. */
final class CommandLoop implements ServerConversation {
    private final ServerSide side;
    private final GetConversation get;
    private final PutConversation put;
    private final LockConversation lock;
    private final ConnectConversation connect;
    private final NotifyConversation notify;

    CommandLoop(
            ServerSide side,
            GetConversation get,
            PutConversation put,
            LockConversation lock,
            ConnectConversation connect,
            NotifyConversation notify) {
        this.side = side;
        this.get = get;
        this.put = put;
        this.lock = lock;
        this.connect = connect;
        this.notify = notify;
    }

    @Override
    public void take(Message message) {
        switch (message.verb()) {
            case VERSION -> side.say(Verb.VERSION, side.agreeOn(message.number()));
            case CHECKPRESENT -> checkPresent(message.key());
            case REMOVE -> remove(message.key(), OptionalLong.empty());
            case REMOVE_BEFORE -> remove(message.key(), OptionalLong.of(message.number()));
            case GETTIMESTAMP -> tellTime();
            case LOCKCONTENT -> lock.begin(message);
            case GET -> get.begin(message);
            case PUT -> put.begin(message);
            case CONNECT -> connect.begin(message.service());
            case NOTIFYCHANGE -> notify.begin();
            case ERROR -> giveUp(message.text());
            default -> side.perform(steps -> steps.bypass(Answers.uuids(message)));
        }
    }

    @Override
    public void refuse(boolean understood) {
        side.sayRefusal(understood);
    }

    /** Not after a refused PUT: then the connection has stayed open. */
    private void giveUp(String why) {
        if (side.state() == ServerState.CLOSED) {
            side.close("the peer gave up: " + PlainText.fromWire(why));
        }
    }

    private void checkPresent(Key key) {
        side.perform(steps -> steps.checkPresent(key, side.awaiting(this::answer, this::fail)));
    }

    private void remove(Key key, OptionalLong before) {
        Optional<String> refusal = side.rights().refusalOfRemove();
        if (refusal.isPresent()) {
            fail(refusal.get());
        } else {
            side.perform(steps -> steps.removeContent(key, before, side.awaiting(this::removed, this::fail)));
        }
    }

    private void removed(ContentAnswer answer) {
        side.move(StepResult.DONE);
        side.say(Answers.verdict(answer, side.speaks(ProtocolVersions.PLUS)));
    }

    private void tellTime() {
        side.perform(steps -> steps.timestamp(side.awaiting(this::tellTime, this::fail)));
    }

    private void tellTime(long seconds) {
        side.move(StepResult.DONE);
        side.say(Verb.TIMESTAMP, seconds);
    }

    private void answer(boolean positive) {
        side.move(StepResult.DONE);
        side.say(positive ? Verb.SUCCESS : Verb.FAILURE);
    }

    /** ERROR, since FAILURE would claim that content is absent. */
    private void fail(String reason) {
        side.move(StepResult.DONE);
        side.sayError(reason);
    }
}
