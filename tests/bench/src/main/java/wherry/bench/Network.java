package wherry.bench;

import java.util.Locale;

/** What the bytes travel over; on both sides the same, so that like is compared with like. */
enum Network {
    /** Loopback TCP: socat at either end of git-annex's server, Wherry's {@code tcpip}. */
    TCP,
    /** A unix socket: git-annex's server itself, socat as its clients' program, Wherry's {@code unix}. */
    UNIX;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
