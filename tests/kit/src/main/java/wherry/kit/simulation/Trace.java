package wherry.kit.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened in a simulation: the last of it in words, and a sum over all of it, which is the same only if all of it was. */
public final class Trace {
    private static final int KEPT = 60;
    private static final long PRIME = 0x100000001b3L;

    private final VirtualClock clock;
    private final Deque<String> last = new ArrayDeque<>();
    private long sum = 0xcbf29ce484222325L;
    private long lines;

    Trace(VirtualClock clock) {
        this.clock = clock;
    }

    /**
     * Something happens now.
     *
     * @param what one line
     */
    public void add(String what) {
        String line = clock + " " + what;
        for (int i = 0; i < line.length(); i++) {
            sum = (sum ^ line.charAt(i)) * PRIME;
        }
        lines++;
        last.addLast(line);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    /**
     * What happened last.
     *
     * @return lines, oldest first
     */
    public List<String> last() {
        return List.copyOf(last);
    }

    /**
     * Stands for all that happened.
     *
     * @return the number of lines and a sum over them
     */
    public String sum() {
        return lines + " lines, " + Long.toHexString(sum);
    }
}
