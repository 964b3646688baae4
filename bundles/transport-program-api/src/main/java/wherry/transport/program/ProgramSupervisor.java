package wherry.transport.program;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps programs of networks running, as a service. No program that it has started outlives the node, however the node ends. Thread-safe.
 */
@ProviderType
public interface ProgramSupervisor {
    /**
     * Starts a program, and starts it anew after a pause whenever it ends, until what is returned is closed. Does not wait for any of that; a program
     * that is missing is looked for again and again.
     *
     * @param program what to run; is asked anew before each start
     * @return owned by the caller, who closes it when the network is not needed any more
     */
    RunningProgram run(NetworkProgram program);
}
