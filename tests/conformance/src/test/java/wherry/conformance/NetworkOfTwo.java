package wherry.conformance;

import java.util.List;
import wherry.kit.programs.Outcome;
import wherry.kit.programs.Surroundings;
import wherry.kit.programs.Workplace;

/** Two network namespaces of the test's own with a cable between them. Only root can make them. */
final class NetworkOfTwo implements AutoCloseable {
    private final Workplace workplace;
    private final String first = "wherry" + ProcessHandle.current().pid() + "a";
    private final String second = "wherry" + ProcessHandle.current().pid() + "b";

    /**
     * Makes both.
     *
     * @param firstAddress IPv4 address of the first
     * @param secondAddress of the second, in the same network of 24 bits
     */
    NetworkOfTwo(Workplace workplace, String firstAddress, String secondAddress) {
        this.workplace = workplace;
        ip("netns", "add", first).ok();
        try {
            ip("netns", "add", second).ok();
            ip("-n", first, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", second)
                    .ok();
            setUp(first, firstAddress);
            setUp(second, secondAddress);
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    private void setUp(String namespace, String address) {
        ip("-n", namespace, "link", "set", "lo", "up").ok();
        ip("-n", namespace, "addr", "add", address + "/24", "dev", "eth0").ok();
        ip("-n", namespace, "link", "set", "eth0", "up").ok();
    }

    private Outcome ip(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return workplace.surroundings().run(workplace.path("home"), command);
    }

    /** Where commands run as a user in the first namespace. */
    Surroundings first(Surroundings around, int user) {
        return in(first, around, user);
    }

    /** Where commands run as a user in the second namespace. */
    Surroundings second(Surroundings around, int user) {
        return in(second, around, user);
    }

    private static Surroundings in(String namespace, Surroundings around, int user) {
        return around.below(
                "ip",
                "netns",
                "exec",
                namespace,
                "setpriv",
                "--reuid=" + user,
                "--regid=" + user,
                "--clear-groups",
                "--");
    }

    @Override
    public void close() {
        for (String namespace : List.of(first, second)) {
            ip("netns", "delete", namespace);
        }
    }
}
