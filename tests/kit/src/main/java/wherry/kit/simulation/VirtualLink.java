package wherry.kit.simulation;

import java.time.Duration;

/**
 * A stream of bytes between two ends that takes its time. What is lost on the way is sent again, as TCP does, so it only comes later.
 */
public final class VirtualLink {
    private static final int PART = 512;
    private static final int MOST_TRIES = 6;

    private final Simulation simulation;
    private final LinkQuality quality;
    private final String name;
    private final LinkEnd dialler;
    private final LinkEnd accepter;
    private boolean broken;

    /**
     * A link that is open.
     *
     * @param simulation that it is part of
     * @param quality in both directions
     * @param name in the trace
     */
    public VirtualLink(Simulation simulation, LinkQuality quality, String name) {
        this.simulation = simulation;
        this.quality = quality;
        this.name = name;
        this.dialler = new LinkEnd(this, ">");
        this.accepter = new LinkEnd(this, "<");
    }

    /**
     * The end of whoever opened it.
     *
     * @return the same at every call
     */
    public LinkEnd dialler() {
        return dialler;
    }

    /**
     * The end of whoever was called.
     *
     * @return the same at every call
     */
    public LinkEnd accepter() {
        return accepter;
    }

    /**
     * How well it carries.
     *
     * @return in both directions
     */
    public LinkQuality quality() {
        return quality;
    }

    /**
     * Whether it still carries anything.
     *
     * @return false once it has broken or both ends have closed it
     */
    public boolean isOpen() {
        return !broken && !(dialler.isClosed() && accepter.isClosed());
    }

    /**
     * Breaks the link: what is on its way is lost.
     *
     * @param toDialler when this end is told
     * @param toAccepter when this end is told
     */
    public void breakOff(Duration toDialler, Duration toAccepter) {
        if (isOpen()) {
            broken = true;
            simulation.trace().add(name + " breaks");
            simulation.after(toDialler, dialler::tellEnd);
            simulation.after(toAccepter, accepter::tellEnd);
        }
    }

    void carry(LinkEnd from, byte[] bytes) {
        for (int start = 0; start < bytes.length && !broken; start += PART) {
            int length = Math.min(PART, bytes.length - start);
            byte[] part = new byte[length];
            System.arraycopy(bytes, start, part, 0, length);
            arrange(from, length, () -> arrive(other(from), part));
        }
    }

    void carryEnd(LinkEnd from) {
        arrange(from, 0, () -> {
            if (!broken) {
                other(from).tellEnd();
            }
        });
    }

    private LinkEnd other(LinkEnd end) {
        return end == dialler ? accepter : dialler;
    }

    private void arrive(LinkEnd at, byte[] part) {
        if (!broken) {
            simulation.trace().add(name + at.sign() + part.length);
            at.deliver(part);
        }
    }

    /** In the order of sending, each when the one before it is out and has come. */
    private void arrange(LinkEnd from, int bytes, Runnable arrival) {
        long now = simulation.clock().nanos();
        long out = Math.max(now, from.busyUntil()) + quality.busy(bytes).toNanos();
        int jitter = simulation
                .random()
                .below(1
                        + (int) Math.min(Integer.MAX_VALUE - 1, quality.jitter().toNanos()));
        long there = out + quality.latency().toNanos() + jitter + resending();
        long inOrder = Math.max(there, from.lastArrival());
        from.sent(out, inOrder);
        simulation.after(Duration.ofNanos(inOrder - now), arrival);
    }

    private long resending() {
        long waiting = 0;
        long patience = quality.patience().toNanos();
        for (int tries = 0; simulation.random().below(1_000) < quality.loss() * 1_000; tries++) {
            waiting += patience;
            patience *= 2;
            if (tries == MOST_TRIES) {
                simulation.after(Duration.ofNanos(waiting), () -> breakOff(Duration.ZERO, Duration.ZERO));
                return waiting;
            }
        }
        return waiting;
    }
}
