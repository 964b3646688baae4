package wherry.transport.program;

import org.osgi.annotation.versioning.ConsumerType;

/** Reads what one run of a program prints. */
@ConsumerType
@FunctionalInterface
public interface ProgramReader {
    /**
     * Is given each line of standard output and standard error, one at a time. Must not block: the program waits meanwhile.
     *
     * @param line without its end; of a line of more than 8,000 characters the beginning. Bytes that are no UTF-8 are replaced. May hold secrets
     * @return what it means
     */
    ProgramReport read(String line);
}
