package dev.leeway.agent.cli;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Counts what a snapshot holds, for the lines people read. */
final class Counted {
    private static final Set<String> ABOUT_SERVICES = Set.of("process", "env", "dependency", "connection");

    private Counted() {}

    /** The services observed; none where no probe looked for any. */
    static Set<String> services(Snapshot snapshot) {
        Set<String> services = new TreeSet<>();
        for (SectionKey key : snapshot.sections().keySet()) {
            if (ABOUT_SERVICES.contains(key.probe())) {
                key.subject().ifPresent(services::add);
            }
        }
        return services;
    }

    /** Whether a probe looked for services. */
    static boolean askedForServices(Snapshot snapshot) {
        return snapshot.sections().values().stream()
                .anyMatch(section ->
                        ABOUT_SERVICES.contains(section.key().probe()) && section.outcome() != Outcome.NOT_REQUESTED);
    }

    static int facts(Snapshot snapshot) {
        return snapshot.sections().values().stream()
                .mapToInt(section -> section.facts().size())
                .sum();
    }

    static int withheld(Snapshot snapshot) {
        int count = 0;
        for (Section section : snapshot.sections().values()) {
            for (int i = 0; i < section.facts().size(); i++) {
                count += isWithheld(section.facts().path(i), section.facts().value(i)) ? 1 : 0;
            }
        }
        return count;
    }

    /** Whether there is a value at {@code path} that somebody might want to leave the host and that does not. */
    static boolean isWithheld(String path, Value value) {
        // Whole files never leave in clear, whatever the configuration says.
        boolean file = path.startsWith("file[") && path.endsWith("/content");
        return !file && isWithheld(value);
    }

    /** Whether there is something of this value that does not leave the host. */
    static boolean isWithheld(Value value) {
        if (value instanceof Value.Secret secret) {
            return secret.presence() != Presence.EMPTY;
        }
        if (value instanceof Value.SetOf set) {
            return set.members().stream().anyMatch(Counted::isWithheld);
        }
        if (value instanceof Value.ListOf list) {
            return list.members().stream().anyMatch(Counted::isWithheld);
        }
        return value instanceof Value.Withheld;
    }

    /** What the user would call a fact when clearing it: the key of its last segment, else the segment's name. */
    static String name(String path) {
        List<FactPath.Segment> segments = FactPath.parse(path).segments();
        FactPath.Segment last = segments.get(segments.size() - 1);
        return last.key().orElse(last.name());
    }

    /** The sections that were asked for and could not be had. */
    static List<Section> fallen(Snapshot snapshot) {
        return snapshot.sections().values().stream()
                .filter(section -> section.outcome().fell())
                .toList();
    }
}
