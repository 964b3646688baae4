package wherry.protocol;

import static wherry.protocol.ClientState.AUTHENTICATING;
import static wherry.protocol.ClientState.CHECKING;
import static wherry.protocol.ClientState.CLOSED;
import static wherry.protocol.ClientState.DELIVERING;
import static wherry.protocol.ClientState.EXPECTING_CONTENT;
import static wherry.protocol.ClientState.EXPECTING_OFFSET;
import static wherry.protocol.ClientState.EXPECTING_VALIDITY;
import static wherry.protocol.ClientState.EXPECTING_VERDICT;
import static wherry.protocol.ClientState.HOLDING;
import static wherry.protocol.ClientState.IDLE;
import static wherry.protocol.ClientState.LOCKING;
import static wherry.protocol.ClientState.NEGOTIATING;
import static wherry.protocol.ClientState.OPENING;
import static wherry.protocol.ClientState.READING_CLOCK;
import static wherry.protocol.ClientState.RECEIVING;
import static wherry.protocol.ClientState.RELAYING;
import static wherry.protocol.ClientState.REMOVING;
import static wherry.protocol.ClientState.SENDING;
import static wherry.protocol.ClientState.STORING;
import static wherry.protocol.ClientState.WATCHING;
import static wherry.protocol.StepResult.BROKEN;
import static wherry.protocol.StepResult.DONE;
import static wherry.protocol.StepResult.END;
import static wherry.protocol.StepResult.INPUT;
import static wherry.protocol.StepResult.MOVED;
import static wherry.protocol.StepResult.OPENED;
import static wherry.protocol.StepResult.OTHER;
import static wherry.protocol.StepResult.REFUSED;
import static wherry.protocol.StepResult.UNVOUCHED;

import java.util.List;

/** The client's moves. Lines are those of the server; a line that is not expected always closes. */
final class ClientTable {
    static final StateTable<ClientState> TABLE = table();

    private ClientTable() {}

    private static StateTable<ClientState> table() {
        StateTable.Rows<ClientState> rows = new StateTable.Rows<>();
        questions(rows);
        get(rows);
        put(rows);
        connect(rows);
        rows.add(IDLE, CLOSED, END).add(HOLDING, CLOSED, END);
        for (ClientState state : List.of(RECEIVING, DELIVERING)) {
            rows.add(state, CLOSED, BROKEN, END);
        }
        return rows.table();
    }

    /** What is answered by one line. */
    private static void questions(StateTable.Rows<ClientState> rows) {
        question(rows, AUTHENTICATING, Verb.AUTH);
        rows.add(AUTHENTICATING, IDLE, Verb.AUTH_SUCCESS, Verb.AUTH_FAILURE, Verb.ERROR);
        question(rows, NEGOTIATING, Verb.VERSION);
        rows.add(NEGOTIATING, IDLE, Verb.VERSION, Verb.ERROR);
        question(rows, CHECKING, Verb.CHECKPRESENT);
        rows.add(CHECKING, IDLE, Verb.SUCCESS, Verb.FAILURE, Verb.ERROR);
        question(rows, LOCKING, Verb.LOCKCONTENT);
        rows.add(LOCKING, HOLDING, Verb.SUCCESS)
                .add(LOCKING, IDLE, Verb.FAILURE, Verb.ERROR)
                .add(HOLDING, IDLE, new Asked(Verb.UNLOCKCONTENT))
                .add(IDLE, IDLE, new Asked(Verb.BYPASS));
        question(rows, REMOVING, Verb.REMOVE, Verb.REMOVE_BEFORE);
        verdict(rows, REMOVING);
        rows.add(REMOVING, IDLE, Verb.ERROR);
        question(rows, READING_CLOCK, Verb.GETTIMESTAMP);
        rows.add(READING_CLOCK, IDLE, Verb.TIMESTAMP, Verb.ERROR);
        question(rows, WATCHING, Verb.NOTIFYCHANGE);
        rows.add(WATCHING, IDLE, Verb.CHANGED, Verb.ERROR);
    }

    private static void get(StateTable.Rows<ClientState> rows) {
        question(rows, EXPECTING_CONTENT, Verb.GET);
        rows.add(EXPECTING_CONTENT, RECEIVING, Verb.DATA)
                .add(EXPECTING_CONTENT, IDLE, Verb.ERROR)
                .add(RECEIVING, EXPECTING_VALIDITY, MOVED)
                .add(RECEIVING, STORING, UNVOUCHED)
                .add(EXPECTING_VALIDITY, STORING, Verb.VALID, Verb.INVALID)
                .add(STORING, IDLE, DONE);
        awaiting(rows, EXPECTING_VALIDITY);
    }

    private static void put(StateTable.Rows<ClientState> rows) {
        question(rows, EXPECTING_OFFSET, Verb.PUT);
        rows.add(EXPECTING_OFFSET, IDLE, Verb.ALREADY_HAVE, Verb.ALREADY_HAVE_PLUS, Verb.ERROR)
                .add(EXPECTING_OFFSET, OPENING, Verb.PUT_FROM)
                .add(OPENING, SENDING, OPENED)
                .add(OPENING, IDLE, REFUSED)
                .add(SENDING, EXPECTING_VERDICT, MOVED)
                .add(SENDING, CLOSED, BROKEN)
                .add(EXPECTING_VERDICT, CLOSED, Verb.ERROR);
        verdict(rows, EXPECTING_VERDICT);
        awaiting(rows, EXPECTING_VERDICT);
    }

    private static void connect(StateTable.Rows<ClientState> rows) {
        question(rows, RELAYING, Verb.CONNECT);
        rows.add(RELAYING, DELIVERING, Verb.DATA)
                .add(RELAYING, CLOSED, Verb.CONNECTDONE, Verb.ERROR)
                .add(RELAYING, RELAYING, INPUT)
                .add(DELIVERING, RELAYING, MOVED)
                .add(DELIVERING, DELIVERING, INPUT);
    }

    private static void question(StateTable.Rows<ClientState> rows, ClientState to, Verb... asked) {
        for (Verb verb : asked) {
            rows.add(IDLE, to, new Asked(verb));
        }
        awaiting(rows, to);
    }

    private static void verdict(StateTable.Rows<ClientState> rows, ClientState from) {
        rows.add(from, IDLE, Verb.SUCCESS, Verb.SUCCESS_PLUS, Verb.FAILURE, Verb.FAILURE_PLUS);
    }

    private static void awaiting(StateTable.Rows<ClientState> rows, ClientState state) {
        rows.add(state, CLOSED, OTHER, END);
    }
}
