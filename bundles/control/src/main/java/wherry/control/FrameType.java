package wherry.control;

import java.io.IOException;

/** Kinds of frames, by the byte that begins them. */
enum FrameType {
    /** To the caller: bytes for standard output. */
    OUTPUT('O'),
    /** To the caller: bytes for standard error. */
    ERROR('E'),
    /** To the caller: asks for as many bytes of standard input as the 4-byte number says, or fewer. */
    ASK_INPUT('I'),
    /** To the caller: asks for the variable of the environment that has this name. */
    ASK_VARIABLE('V'),
    /** To the caller: bytes without frames from now on. The caller answers with {@link #RAW_TOO}, then sends such itself. */
    RAW('R'),
    /** To the caller: the exit code, one byte; nothing follows. */
    EXIT('X'),
    /** To the caller: run this program, arguments separated by zero bytes. */
    PROGRAM('P'),
    /** To the caller: {@code raw} or {@code cooked} terminal. */
    TERMINAL('T'),
    /** From the caller: bytes of standard input; none at its end. */
    INPUT('i'),
    /** From the caller: {@code =} and the value of the variable that was asked for; nothing if it is not set. */
    VARIABLE('v'),
    /** From the caller: exit code of the program, one byte. */
    PROGRAM_ENDED('p'),
    /** From the caller: no frames any more. */
    RAW_TOO('r'),
    /** From the caller: lines and columns of its window, 2 bytes each. */
    WINDOW('w'),
    /** From the caller: number of a signal, one byte. */
    SIGNAL('s');

    private final byte code;

    FrameType(char code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static FrameType of(byte code) throws IOException {
        for (FrameType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IOException("unknown frame " + code);
    }
}
