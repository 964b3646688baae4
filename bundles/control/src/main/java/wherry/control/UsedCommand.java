package wherry.control;

import wherry.api.command.Command;
import wherry.api.node.Lease;

/**
 * A command in use: its bundle stays until this is closed.
 *
 * @param command the newest of its name
 * @param lease on its bundle
 */
record UsedCommand(Command command, Lease lease) implements AutoCloseable {
    @Override
    public void close() {
        lease.close();
    }
}
