package wherry.bench;

import java.io.IOException;

/** Something that is timed. */
@FunctionalInterface
interface Timed {
    void run() throws IOException;

    static double seconds(Timed timed) throws IOException {
        long start = System.nanoTime();
        timed.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
