package wherry.api.link;

import java.util.Optional;

/**
 * Where a link comes from, as bounds are kept: per network, and within it per source. Links with equal sources are not told apart.
 *
 * @param netname of the network; empty for a link that came over none, such as one at a plain socket
 * @param name the host of a socket, or its network of 64 bits for version 6 of the internet protocol; or whom the network says it is;
 *     or else, for want of better, the address that was dialled. Holds no secret
 */
public record LinkSource(Optional<String> netname, String name) {}
