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
            description =
                    "How many links of one network may wait for authentication; when one more comes, the eldest is closed",
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

    /**
     * {@code auth.wrongTokens}.
     *
     * @return number of links
     */
    @AttributeDefinition(
            name = "auth.guesses",
            description =
                    "How many wrong tokens of one source may wait for their answer; its next links are closed unheard",
            min = "1")
    int auth_guesses() default 200;

    /**
     * {@code transfer.deadline}.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "transfer.deadline",
            description =
                    "Seconds of a window in which content on its way from or to a peer must move by transfer.floor",
            min = "1")
    int transfer_deadline() default 600;

    /**
     * {@code transfer.floor}.
     *
     * @return bytes a second
     */
    @AttributeDefinition(
            name = "transfer.floor",
            description = "Bytes a second, on average over a window, below which a transfer is given up",
            min = "1")
    int transfer_floor() default 500;

    /**
     * {@code fetch.deadline}.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "fetch.deadline",
            description = "Seconds without any byte either way after which a fetch from this node is given up",
            min = "1")
    int fetch_deadline() default 600;

    /**
     * {@code peer.links}.
     *
     * @return number of links
     */
    @AttributeDefinition(name = "peer.links", description = "How many links one peer may have at once", min = "1")
    int peer_links() default 256;

    /**
     * {@code network.links}.
     *
     * @return number of links
     */
    @AttributeDefinition(
            name = "network.links",
            description = "How many links the peers of one network may have at once",
            min = "1")
    int network_links() default 2048;

    /**
     * {@code node.links}.
     *
     * @return number of links
     */
    @AttributeDefinition(name = "node.links", description = "How many links all peers may have at once", min = "1")
    int node_links() default 3000;

    /**
     * {@code peer.services}.
     *
     * @return number of git services
     */
    @AttributeDefinition(
            name = "peer.services",
            description = "How many git services one peer may have at once",
            min = "1")
    int peer_services() default 8;

    /**
     * {@code network.services}.
     *
     * @return number of git services
     */
    @AttributeDefinition(
            name = "network.services",
            description = "How many git services the peers of one network may have at once",
            min = "1")
    int network_services() default 24;

    /**
     * {@code node.services}.
     *
     * @return number of git services
     */
    @AttributeDefinition(
            name = "node.services",
            description = "How many git services all peers may have at once",
            min = "1")
    int node_services() default 32;

    /**
     * {@code peer.uploads}.
     *
     * @return number of uploads
     */
    @AttributeDefinition(
            name = "peer.uploads",
            description = "How many unfinished uploads one peer may have at once",
            min = "1")
    int peer_uploads() default 32;

    /**
     * {@code network.uploads}.
     *
     * @return number of uploads
     */
    @AttributeDefinition(
            name = "network.uploads",
            description = "How many unfinished uploads the peers of one network may have at once",
            min = "1")
    int network_uploads() default 256;

    /**
     * {@code node.uploads}.
     *
     * @return number of uploads
     */
    @AttributeDefinition(
            name = "node.uploads",
            description = "How many unfinished uploads all peers may have at once",
            min = "1")
    int node_uploads() default 512;

    /**
     * {@code peer.locks}.
     *
     * @return number of locks
     */
    @AttributeDefinition(
            name = "peer.locks",
            description = "How many content locks one peer may have at once",
            min = "1")
    int peer_locks() default 256;

    /**
     * {@code network.locks}.
     *
     * @return number of locks
     */
    @AttributeDefinition(
            name = "network.locks",
            description = "How many content locks the peers of one network may have at once",
            min = "1")
    int network_locks() default 2048;

    /**
     * {@code node.locks}.
     *
     * @return number of locks
     */
    @AttributeDefinition(
            name = "node.locks",
            description = "How many content locks all peers may have at once",
            min = "1")
    int node_locks() default 8192;

    /**
     * {@code peer.reserve}.
     *
     * @return percent
     */
    @AttributeDefinition(
            name = "peer.reserve",
            description =
                    "Percent of a repository's free space that unfinished uploads of one peer may keep for themselves",
            min = "1")
    int peer_reserve() default 80;

    /**
     * {@code network.reserve}.
     *
     * @return percent
     */
    @AttributeDefinition(
            name = "network.reserve",
            description =
                    "Percent of a repository's free space that unfinished uploads of the peers of one network may keep for themselves",
            min = "1")
    int network_reserve() default 95;

    /**
     * {@code peer.queue}.
     *
     * @return KiB
     */
    @AttributeDefinition(
            name = "peer.queue",
            description =
                    "KiB of memory for small content that waits to be written to one peer; more goes without waiting there",
            min = "0")
    int peer_queue() default 4096;

    /**
     * {@code network.queue}.
     *
     * @return KiB
     */
    @AttributeDefinition(
            name = "network.queue",
            description =
                    "KiB of memory for small content that waits to be written to the peers of one network; more goes without waiting there",
            min = "0")
    int network_queue() default 12288;

    /**
     * {@code node.queue}.
     *
     * @return KiB
     */
    @AttributeDefinition(
            name = "node.queue",
            description =
                    "KiB of memory for small content that waits to be written to all peers; more goes without waiting there",
            min = "0")
    int node_queue() default 16384;
}
