package wherry.remotehelper;

import wherry.api.peer.GitService;

/**
 * What git shows of a peer's service: progress and messages, errors, reasons for a refused push. They come in packets between those that
 * hold data, and many a git shows them as they are. Here their control characters become question marks, in place, so that no
 * packet changes its length. Bytes that are no packets are left alone. Used by one thread.
 *
 * @see <a href="https://git-scm.com/docs/gitprotocol-pack#_packfile_data">side-band</a>
 */
final class SidebandFilter {
    private static final int HEADER_CHARACTERS = 4;
    private static final int HEX = 16;
    private static final int DATA = 1;
    private static final int ERROR = 3;
    private static final String REMOTE_ERROR = "ERR ";
    private static final int UTF8_LATIN_1 = 0xC2;
    private static final int DELETE = 0x7F;
    private static final int FIRST_C1 = 0x80;
    private static final int LAST_C1 = 0x9F;

    private final boolean dataIsText;
    private int headerLeft = HEADER_CHARACTERS;
    private int length;
    private int left;
    private int read;
    private boolean shown;
    private boolean mayBeError;
    private boolean raw;
    private int before;

    /** Before the first packet of a service. The data of receive-pack is what became of each ref, in words. */
    SidebandFilter(GitService service) {
        this.dataIsText = service == GitService.RECEIVE_PACK;
    }

    /** Changes the next bytes of the stream where they need it. */
    void pass(byte[] bytes, int count) {
        for (int i = 0; i < count && !raw; i++) {
            if (headerLeft > 0) {
                header(bytes[i]);
            } else {
                bytes[i] = payload(bytes[i] & 0xFF);
            }
        }
    }

    private void header(byte next) {
        int digit = Character.digit(next, HEX);
        raw = digit < 0;
        length = length * HEX + digit;
        headerLeft--;
        if (headerLeft == 0) {
            left = length - HEADER_CHARACTERS;
            length = 0;
            read = 0;
            before = 0;
            shown = false;
            mayBeError = true;
            if (left <= 0) {
                headerLeft = HEADER_CHARACTERS;
            }
        }
    }

    private byte payload(int next) {
        if (read == 0) {
            shown = dataIsText || (next > DATA && next <= ERROR);
        }
        if (read < REMOTE_ERROR.length()) {
            mayBeError &= next == REMOTE_ERROR.charAt(read);
        }
        boolean band = read == 0 && next <= ERROR;
        boolean harmful = !band && (shown || mayBeError) && isControl(next);
        before = next;
        read++;
        left--;
        if (left == 0) {
            headerLeft = HEADER_CHARACTERS;
        }
        return (byte) (harmful ? '?' : next);
    }

    /** Git ends lines at either kind of line end, and what follows the first NUL of an advertisement are its own words. */
    private boolean isControl(int next) {
        boolean low = next < ' ' && next != '\n' && next != '\r' && next != '\t' && next != 0;
        boolean high = before == UTF8_LATIN_1 && next >= FIRST_C1 && next <= LAST_C1;
        return low || high || next == DELETE;
    }
}
