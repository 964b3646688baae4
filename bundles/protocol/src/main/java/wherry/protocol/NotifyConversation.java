package wherry.protocol;

import java.util.List;
import wherry.api.protocol.ServerSteps;

/** NOTIFYCHANGE to CHANGED. In between no line is taken, so there is none to converse about. */
final class NotifyConversation {
    private final ServerSide side;

    NotifyConversation(ServerSide side) {
        this.side = side;
    }

    void begin() {
        side.perform(ServerSteps::awaitChange);
    }

    /** More ids than a line can hold are not told: without any the peer fetches as well. */
    void changed(List<String> objectIds) {
        side.move(StepResult.NEWS);
        Message message = Message.of(Verb.CHANGED, objectIds);
        boolean fits = message.bytes().length <= LineReader.MAX_CHARACTERS;
        side.say(fits ? message : Message.of(Verb.CHANGED, List.of()));
    }
}
