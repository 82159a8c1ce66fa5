package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Destinations;
import dev.leeway.collector.judge.Finding;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Names the settings that lead where the one leads by which a cause is told. */
final class AlikeSettings {
    private final Destinations destinations;

    AlikeSettings(Destinations destinations) {
        this.destinations = destinations;
    }

    /** {@code ; spring.datasource.url leads there too}; empty where no other setting does. */
    String beside(Group group) {
        Finding leading = group.leading();
        boolean ofConnections = switch (group.origin().kind()) {
            case ISOLATION, VARIABLE -> true;
            default -> false;
        };
        Optional<String> told = Connections.key(leading);
        if (!ofConnections || told.isEmpty()) {
            return "";
        }
        String service = leading.scope().name();
        Destinations.Destination where = destinations.of(service, told.get(), leading.between());
        TreeSet<String> others = new TreeSet<>();
        for (Finding member : group.members()) {
            if (member.scope().equals(leading.scope()) && member.between().equals(leading.between())) {
                Connections.key(member)
                        .filter(key -> !Connections.spelled(key).equals(Connections.spelled(told.get())))
                        .filter(key -> where.equals(destinations.of(service, key, leading.between())))
                        .ifPresent(others::add);
            }
        }
        return others.isEmpty()
                ? ""
                : "; " + CauseSummary.listed(List.copyOf(others))
                        + (others.size() == 1 ? " leads there too" : " lead there too");
    }
}
