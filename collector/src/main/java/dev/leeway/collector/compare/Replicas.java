package dev.leeway.collector.compare;

import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Scope;
import java.util.List;
import java.util.Optional;

/** Replicas of a service that disagree on one host: they arrive as a set where the catalogue knows a single value. */
public final class Replicas {
    private static final String SERVICE = "service";
    private static final String HOST = "host";

    private Replicas() {}

    /** Whether a section may tell of several replicas: it is about a service, and not about something else by its name. */
    public static boolean mayBeIn(Scope scope, SectionKey section, Catalogue catalogue) {
        return scope.kind() == Scope.Kind.SERVICE
                && catalogue
                        .probe(section.probe())
                        .filter(probe -> !probe.subjects().equals(SERVICE)
                                && !probe.subjects().equals(HOST))
                        .isEmpty();
    }

    /**
     * The value of each replica, where a section may tell of several; a set that is one value to the catalogue stays whole, and so does
     * what the catalogue does not know.
     */
    public static List<Value> of(Value value, Optional<FactEntry> entry) {
        boolean several = value instanceof Value.SetOf
                && entry.filter(known -> known.type() != Value.Kind.SET && known.type() != Value.Kind.LIST)
                        .isPresent();
        return several ? ((Value.SetOf) value).members() : List.of(value);
    }
}
