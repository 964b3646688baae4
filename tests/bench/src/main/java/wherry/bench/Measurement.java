package wherry.bench;

import java.io.IOException;
import java.util.List;

/** Something that is done in the same way to each server in turn. */
interface Measurement {
    /** Names what is measured, for progress and choice. */
    String name();

    /** Whether there is something to measure there. */
    boolean appliesTo(Network network);

    /** Does it once and says what it took. What has to be made ready or cleared away is not counted. */
    void run(Door door, Found found) throws IOException;

    /** One on both networks. */
    static Measurement of(String name, Body body) {
        return of(name, List.of(Network.values()), body);
    }

    /** One on some networks. */
    static Measurement of(String name, List<Network> networks, Body body) {
        return new Measurement() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean appliesTo(Network network) {
                return networks.contains(network);
            }

            @Override
            public void run(Door door, Found found) throws IOException {
                body.run(door, found);
            }
        };
    }

    /** What is done in one run. */
    @FunctionalInterface
    interface Body {
        void run(Door door, Found found) throws IOException;
    }

    /** Takes what one run has found. */
    interface Found {
        /** A value. Each name is a line of the table. */
        void value(String what, Unit unit, double value);

        /** Counts something that should not have happened but does not spoil the measurement. */
        void mishap(String what);
    }
}
