package dev.leeway.collector.store.git;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Tells what a newer snapshot lacks because it is gone from what it lacks because nobody looked. */
final class Absence {
    private static final String HOST = "host";
    private static final String SERVICE = "service";
    /** Lists the services of a host, for probes about hosts that tell of containers besides. */
    private static final SectionKey PROCESSES = SectionKey.of("process");

    private final Catalogue catalogue;

    Absence(Catalogue catalogue) {
        this.catalogue = requireNonNull(catalogue, "catalogue is null");
    }

    /** Of {@code before} the facts that {@code now} lacks and yet does not deny. */
    Facts unseen(SortedMap<String, Value> before, Section now) {
        Facts.Builder unseen = new Facts.Builder();
        before.forEach((path, value) -> {
            if (now.facts().find(FactPath.parse(path)).isEmpty() && !denies(now, path)) {
                unseen.add(path, value);
            }
        });
        return unseen.build();
    }

    private boolean denies(Section now, String path) {
        String address = now.key().text() + "/" + path;
        return now.outcome().observed()
                && now.uncovered().stream().noneMatch(gap -> gap.pattern().matches(address))
                && catalogue
                        .entry(Address.parse(address))
                        .filter(fact -> fact.since() > now.revision())
                        .isEmpty();
    }

    /** Whether {@code now}, which has no section {@code key}, says that there is nothing for it to tell. */
    boolean gone(SectionKey key, Snapshot now) {
        if (key.subject().isEmpty()) {
            return false;
        }
        String kind = kind(key.probe());
        boolean own = !kind.equals(HOST);
        SectionKey index = own ? SectionKey.of(key.probe()) : PROCESSES;
        String entry = FactPath.of(own ? kind : SERVICE, key.subject().get()).text();
        return Optional.ofNullable(now.sections().get(index))
                .filter(section -> section.outcome().observed())
                .filter(section -> !lists(section, entry) && !mayHide(section, entry, key))
                .isPresent();
    }

    private String kind(String probe) {
        return catalogue.probe(probe).map(entry -> entry.subjects()).orElse(SERVICE);
    }

    private static boolean lists(Section index, String entry) {
        for (int i = 0; i < index.facts().size(); i++) {
            String path = index.facts().path(i);
            if (path.equals(entry) || path.startsWith(entry + "/")) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayHide(Section index, String entry, SectionKey key) {
        String address = index.key().text() + "/" + entry;
        List<Uncovered> gaps = index.uncovered();
        return gaps.stream()
                .map(Uncovered::pattern)
                .anyMatch(pattern -> pattern.canMatchIn(key)
                        || pattern.matches(address)
                        || pattern.matches(address + "/observed")
                        || pattern.matches(address + "/namedBy")
                        || pattern.text().startsWith(address));
    }
}
