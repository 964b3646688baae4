package wherry.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import wherry.api.annex.StoreException;

/** The kernel's clock that counts from boot, sleep included (CLOCK_BOOTTIME). */
public final class UptimeClock {
    private static final Path UPTIME = Path.of("/proc/uptime");

    private UptimeClock() {}

    /** Whole seconds since boot. */
    public static long seconds() throws StoreException {
        try {
            String text = Files.readString(UPTIME);
            return Long.parseLong(text.substring(0, text.indexOf('.')));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new StoreException("this system has no clock that other processes share (" + UPTIME + ")", e);
        }
    }
}
