package wherry.daemon;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set about connections with peers, in {@code wherry.daemon.cfg}. Changes count for new connections. */
@ObjectClassDefinition(name = "Connections with peers", description = "Deadlines and limits of connections")
public @interface DaemonConfiguration {
    /** The name of the configuration. */
    String PID = "wherry.daemon";

    /**
     * {@code auth.deadline}.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "auth.deadline",
            description = "Seconds that a peer has to authenticate itself",
            min = "1")
    int auth_deadline() default 30;

    /**
     * {@code auth.places}.
     *
     * @return number of links
     */
    @AttributeDefinition(
            name = "auth.places",
            description = "How many links may wait for authentication; when one more comes, the eldest is closed",
            min = "1")
    int auth_places() default 512;

    /**
     * {@code operation.deadline}.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "operation.deadline",
            description = "Seconds without any progress after which a peer that this node asked is given up",
            min = "1")
    int operation_deadline() default 120;

    /**
     * {@code connect.deadline}.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "connect.deadline",
            description = "Seconds without any byte either way after which a relay between git and a peer is given up",
            min = "1")
    int connect_deadline() default 3600;

    /**
     * {@code protocol.version}.
     *
     * @return version
     */
    @AttributeDefinition(
            name = "protocol.version",
            description =
                    "Highest version of git-annex's P2P protocol that this node offers when it asks a peer; less is for"
                            + " peers whose newer versions are faulty",
            min = "0")
    int protocol_version() default 4;
}
