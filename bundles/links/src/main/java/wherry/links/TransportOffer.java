package wherry.links;

import wherry.transport.api.Transport;

/**
 * A transport that is there now, and whose it is.
 *
 * @param transport the service
 * @param netname as the transport said when it came
 * @param ranking of the service; of several for a network those of the greatest count
 * @param bundleId the framework's number of its bundle; a later bundle has a greater one
 * @param bundle symbolic name of its bundle
 * @param version of its bundle
 */
record TransportOffer(Transport transport, String netname, int ranking, long bundleId, String bundle, String version) {}
