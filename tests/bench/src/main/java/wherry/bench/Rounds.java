package wherry.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Does each measurement to each server in turn, several times, with another one first each time. */
final class Rounds {
    private final List<Server> servers;
    private final int rounds;
    private final Pattern only;
    private final PrintStream progress;
    private final Results results = new Results();

    Rounds(List<Server> servers, int rounds, Pattern only, PrintStream progress) {
        this.servers = List.copyOf(servers);
        this.rounds = rounds;
        this.only = only;
        this.progress = progress;
    }

    Results results() {
        return results;
    }

    void run(List<Measurement> measurements) {
        for (Measurement measurement : measurements) {
            for (Network network : Network.values()) {
                String name = measurement.name() + " over " + network.label();
                if (measurement.appliesTo(network) && only.matcher(name).find()) {
                    run(measurement, network, name);
                }
            }
        }
    }

    private void run(Measurement measurement, Network network, String name) {
        for (int round = 1; round <= rounds; round++) {
            StringBuilder line = new StringBuilder(name + ", " + round + " of " + rounds + ":");
            for (Door door : doors(network, round)) {
                line.append(' ').append(door.side().label());
                try {
                    measurement.run(door, new Recorder(name, door, line));
                } catch (IOException | UncheckedIOException | IllegalStateException | AssertionError e) {
                    line.append(" failed");
                    results.problem(door.side().label() + ", " + name + ": " + e.getMessage());
                }
            }
            progress.println("bench: " + line);
        }
    }

    private List<Door> doors(Network network, int round) {
        List<Door> doors = new ArrayList<>();
        for (Server server : servers) {
            server.doors().stream().filter(door -> door.network() == network).forEach(doors::add);
        }
        Collections.rotate(doors, round - 1);
        return doors;
    }

    /** Keeps what is found and shows it. */
    private final class Recorder implements Measurement.Found {
        private final String name;
        private final Door door;
        private final StringBuilder shown;
        private int values;

        Recorder(String name, Door door, StringBuilder shown) {
            this.name = name;
            this.door = door;
            this.shown = shown;
        }

        @Override
        public void value(String what, Unit unit, double value) {
            results.value(new Results.Line(what, door.network(), unit), door.side(), value);
            if (values++ < 3) {
                shown.append(String.format(Locale.ROOT, " %.3g %s", value, unit.symbol()));
            }
        }

        @Override
        public void mishap(String what) {
            results.mishap(door.side().label() + ", " + name + ": " + what);
        }
    }
}
