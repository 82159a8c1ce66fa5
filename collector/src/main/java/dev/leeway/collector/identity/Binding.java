package dev.leeway.collector.identity;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Host;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Holds a delivery against what its agent joined for. */
public final class Binding {
    private Binding() {}

    /**
     * Why a delivery is not its agent's to make; empty where it is.
     *
     * @param host it speaks for
     * @param sections it holds
     * @param ofServices the probes whose subjects are services
     */
    public static Optional<Refusal> refusal(
            Agent agent, Host host, Collection<SectionKey> sections, Set<String> ofServices) {
        boolean own = host.environment().equals(Optional.of(agent.environment()))
                && host.name().equals(agent.host())
                && host.role().equals(agent.role());
        if (!own) {
            return Optional.of(Refusal.NOT_ITS_OWN);
        }
        boolean others = !agent.services().isEmpty()
                && sections.stream()
                        .filter(key -> ofServices.contains(key.probe()))
                        .anyMatch(key -> key.subject()
                                .map(subject -> !agent.services().contains(subject))
                                .orElse(false));
        return others ? Optional.of(Refusal.OTHER_SERVICE) : Optional.empty();
    }
}
