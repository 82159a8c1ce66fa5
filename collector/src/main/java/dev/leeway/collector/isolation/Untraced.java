package dev.leeway.collector.isolation;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.fact.Network;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Policy;
import java.util.Optional;

/**
 * Finds connections that may lead to a server of another environment, and nobody can tell: what production's own agent says of its
 * server's address means another place on every host, and nothing else of the two is unlike.
 */
final class Untraced {
    private final Policy policy;
    private final Environments environments;
    private final Sites sites;

    Untraced(Policy policy, Environments environments, Sites sites) {
        this.policy = policy;
        this.environments = environments;
        this.sites = sites;
    }

    /** Why it cannot be told whether the endpoint leads to {@code host}, empty where it can. */
    Optional<String> reason(Endpoint endpoint, SectionSite host) {
        boolean leads = endpoint.agrees(host)
                && endpoint.site().texts(endpoint.path("address")).stream()
                        .anyMatch(address -> leadsAbroad(endpoint, address));
        return leads && Kinship.hasIdentity(host) && !isPlaced(host)
                ? Optional.of("where " + endpoint.key() + " leads could not be held against " + host.environmentName()
                        + "'s database " + host.name() + ": " + blindness(host))
                : Optional.empty();
    }

    /** A place, and none of which it is known that it is the environment's own. */
    private boolean leadsAbroad(Endpoint endpoint, String address) {
        return endpoint.site().whereabouts().tells(address)
                && !liesIn(endpoint.site().environment(), address)
                && !isOwnServer(endpoint, address);
    }

    /** In a network that the policy lists for that environment; it lists none for two. */
    private boolean liesIn(int environment, String address) {
        String name = environments.name(environment);
        return policy.environments().stream().anyMatch(each -> each.name().equals(name) && contains(each, address));
    }

    private static boolean contains(Environment environment, String address) {
        Optional<Network> place = Network.of(address);
        return place.isPresent() && environment.networks().stream().anyMatch(network -> network.contains(place.get()));
    }

    /** An agent of the environment looked at that server, and what it is to production is told by what it saw. */
    private boolean isOwnServer(Endpoint endpoint, String address) {
        return sites.databases().stream()
                .filter(site -> site.environment() == endpoint.site().environment())
                .anyMatch(site -> site.serverAddress().filter(address::equals).isPresent() && endpoint.reaches(site));
    }

    /** Whether some look at that very server tells where it is. */
    private boolean isPlaced(SectionSite host) {
        return sites.databases().stream()
                .filter(site -> site.environment() == host.environment())
                .filter(site -> site.equals(host) || Kinship.of(site, host) == Kinship.ONE_INSTANCE)
                .anyMatch(site -> site.serverAddress().isPresent());
    }

    private static String blindness(SectionSite host) {
        return host.text("server/address")
                .map(address -> Network.of(address).isEmpty()
                        ? "its address is told as the host's own"
                        : "its address is told as " + address + ", which is another place on every host")
                .orElse("its address was not seen");
    }
}
