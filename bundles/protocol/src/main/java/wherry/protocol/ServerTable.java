package wherry.protocol;

import static wherry.protocol.ServerState.AUTHENTICATING;
import static wherry.protocol.ServerState.CHECKING;
import static wherry.protocol.ServerState.CLOSED;
import static wherry.protocol.ServerState.EXPECTING_AUTH;
import static wherry.protocol.ServerState.EXPECTING_DATA;
import static wherry.protocol.ServerState.EXPECTING_VALIDITY;
import static wherry.protocol.ServerState.EXPECTING_VERDICT;
import static wherry.protocol.ServerState.FEEDING;
import static wherry.protocol.ServerState.LOCKED;
import static wherry.protocol.ServerState.LOCKING;
import static wherry.protocol.ServerState.LOOKING;
import static wherry.protocol.ServerState.OPENING;
import static wherry.protocol.ServerState.PREPARING;
import static wherry.protocol.ServerState.PUT_REFUSED;
import static wherry.protocol.ServerState.READING_CLOCK;
import static wherry.protocol.ServerState.READY;
import static wherry.protocol.ServerState.RECEIVING;
import static wherry.protocol.ServerState.RELAYING;
import static wherry.protocol.ServerState.REMOVING;
import static wherry.protocol.ServerState.SENDING;
import static wherry.protocol.ServerState.STARTING;
import static wherry.protocol.ServerState.STORING;
import static wherry.protocol.ServerState.WATCHING;
import static wherry.protocol.StepResult.ABSENT;
import static wherry.protocol.StepResult.ADMITTED;
import static wherry.protocol.StepResult.BROKEN;
import static wherry.protocol.StepResult.DONE;
import static wherry.protocol.StepResult.END;
import static wherry.protocol.StepResult.EXITED;
import static wherry.protocol.StepResult.HELD;
import static wherry.protocol.StepResult.MOVED;
import static wherry.protocol.StepResult.NEWS;
import static wherry.protocol.StepResult.OPENED;
import static wherry.protocol.StepResult.OTHER;
import static wherry.protocol.StepResult.OUTPUT;
import static wherry.protocol.StepResult.PREPARED;
import static wherry.protocol.StepResult.PRESENT;
import static wherry.protocol.StepResult.REFUSED;
import static wherry.protocol.StepResult.STARTED;
import static wherry.protocol.StepResult.UNVOUCHED;

/** The server's moves. Lines are those of the client. */
final class ServerTable {
    static final StateTable<ServerState> TABLE = table();

    private ServerTable() {}

    private static StateTable<ServerState> table() {
        StateTable.Rows<ServerState> rows = new StateTable.Rows<>();
        admission(rows);
        commands(rows, READY);
        rows.add(READY, CLOSED, Verb.ERROR);
        commands(rows, PUT_REFUSED);
        rows.add(PUT_REFUSED, READY, Verb.ERROR);
        answers(rows);
        get(rows);
        put(rows);
        connect(rows);
        return rows.table();
    }

    private static void admission(StateTable.Rows<ServerState> rows) {
        rows.add(EXPECTING_AUTH, AUTHENTICATING, Verb.AUTH)
                .add(EXPECTING_AUTH, EXPECTING_AUTH, OTHER)
                .add(EXPECTING_AUTH, CLOSED, Verb.ERROR, END)
                .add(AUTHENTICATING, READY, ADMITTED)
                .add(AUTHENTICATING, EXPECTING_AUTH, REFUSED);
    }

    private static void commands(StateTable.Rows<ServerState> rows, ServerState from) {
        rows.add(from, READY, Verb.VERSION, Verb.BYPASS)
                .add(from, CHECKING, Verb.CHECKPRESENT)
                .add(from, LOCKING, Verb.LOCKCONTENT)
                .add(from, REMOVING, Verb.REMOVE, Verb.REMOVE_BEFORE)
                .add(from, READING_CLOCK, Verb.GETTIMESTAMP)
                .add(from, OPENING, Verb.GET)
                .add(from, PREPARING, Verb.PUT)
                .add(from, STARTING, Verb.CONNECT)
                .add(from, WATCHING, Verb.NOTIFYCHANGE)
                .add(from, READY, OTHER)
                .add(from, CLOSED, END);
    }

    private static void answers(StateTable.Rows<ServerState> rows) {
        rows.add(CHECKING, READY, DONE)
                .add(REMOVING, READY, DONE)
                .add(READING_CLOCK, READY, DONE)
                .add(LOCKING, LOCKED, HELD)
                .add(LOCKING, READY, REFUSED)
                .add(LOCKED, READY, Verb.UNLOCKCONTENT, OTHER)
                .add(LOCKED, CLOSED, END)
                .add(WATCHING, READY, NEWS)
                .add(WATCHING, CLOSED, END);
    }

    private static void get(StateTable.Rows<ServerState> rows) {
        rows.add(OPENING, SENDING, OPENED)
                .add(OPENING, EXPECTING_VERDICT, ABSENT)
                .add(OPENING, READY, REFUSED)
                .add(SENDING, EXPECTING_VERDICT, MOVED)
                .add(SENDING, CLOSED, BROKEN)
                .add(EXPECTING_VERDICT, READY, Verb.SUCCESS, Verb.SUCCESS_PLUS, Verb.FAILURE, Verb.FAILURE_PLUS)
                .add(EXPECTING_VERDICT, READY, Verb.ERROR, OTHER)
                .add(EXPECTING_VERDICT, CLOSED, END);
    }

    private static void put(StateTable.Rows<ServerState> rows) {
        rows.add(PREPARING, EXPECTING_DATA, PREPARED)
                .add(PREPARING, READY, PRESENT)
                .add(PREPARING, PUT_REFUSED, REFUSED)
                .add(EXPECTING_DATA, RECEIVING, Verb.DATA)
                .add(EXPECTING_DATA, LOOKING, Verb.DATA_PRESENT)
                .add(EXPECTING_DATA, READY, Verb.ERROR, OTHER)
                .add(EXPECTING_DATA, CLOSED, END)
                .add(LOOKING, READY, DONE, REFUSED)
                .add(RECEIVING, EXPECTING_VALIDITY, MOVED)
                .add(RECEIVING, STORING, UNVOUCHED)
                .add(RECEIVING, CLOSED, BROKEN)
                .add(EXPECTING_VALIDITY, STORING, Verb.VALID, Verb.INVALID, OTHER)
                .add(EXPECTING_VALIDITY, CLOSED, END)
                .add(STORING, READY, DONE);
    }

    private static void connect(StateTable.Rows<ServerState> rows) {
        rows.add(STARTING, RELAYING, STARTED)
                .add(STARTING, CLOSED, REFUSED)
                .add(RELAYING, FEEDING, Verb.DATA)
                .add(RELAYING, RELAYING, OUTPUT)
                .add(RELAYING, CLOSED, Verb.CONNECTDONE, EXITED, OTHER, END)
                .add(FEEDING, RELAYING, MOVED)
                .add(FEEDING, FEEDING, OUTPUT)
                .add(FEEDING, CLOSED, EXITED, BROKEN, END);
    }
}
