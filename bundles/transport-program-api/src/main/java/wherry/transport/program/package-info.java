/**
 * The contract between a transport whose network is made by a program of its own (tor, for instance) and the node, which keeps such programs
 * running.
 *
 * <p>A transport describes its program ({@link wherry.transport.program.NetworkProgram}) and gives that to the
 * {@link wherry.transport.program.ProgramSupervisor}, a service of the node. Who owns the process, drains its output, starts it anew and ends it, is
 * the supervisor's business.
 */
@Export
@Version("1.0.0")
@NullMarked
package wherry.transport.program;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
