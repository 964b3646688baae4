package wherry.bench;

import java.util.Locale;

/** Who serves. */
enum Side {
    STOCK,
    WHERRY;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
