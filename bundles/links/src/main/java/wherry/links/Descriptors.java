package wherry.links;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The file descriptors that the system lets this process have. Thread-safe. */
final class Descriptors {
    private static final long FIFTHS = 5;

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName system;

    Descriptors() {
        try {
            system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether what is left is for the node's user: the last fifth. */
    boolean scarce() {
        try {
            return scarce(number("OpenFileDescriptorCount"), number("MaxFileDescriptorCount"));
        } catch (JMException e) {
            // A system that does not tell.
            return false;
        }
    }

    static boolean scarce(long open, long most) {
        return open * FIFTHS > most * (FIFTHS - 1);
    }

    private long number(String attribute) throws JMException {
        return beans.getAttribute(system, attribute) instanceof Long number ? number : 0;
    }
}
