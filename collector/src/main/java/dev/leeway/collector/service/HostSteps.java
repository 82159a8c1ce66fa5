package dev.leeway.collector.service;

import dev.leeway.collector.cause.Coincident;
import dev.leeway.collector.history.FactLook;
import dev.leeway.collector.history.Story;
import dev.leeway.collector.store.HostStep;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What single hosts said from step to step. */
final class HostSteps {
    /** So many coincidences are told of each host, the rest is counted. */
    static final int MOST = 12;

    private final Past past;
    private final Catalogue catalogue;
    private final Map<Long, Optional<Section>> read = new HashMap<>();

    HostSteps(Past past, Catalogue catalogue) {
        this.past = past;
        this.catalogue = catalogue;
    }

    /** What {@code step} says of {@code address}, under whichever name the host knows its subject. */
    FactLook look(HostStep step, Address address, int since) throws StoreException {
        if (step.damaged()) {
            return FactLook.damaged();
        }
        SectionKey key = past.raw(step, address.section());
        Long number = step.sections().get(key);
        if (number == null) {
            return FactLook.none(address.section().text());
        }
        Optional<Section> section = section(number);
        return section.isEmpty() ? FactLook.damaged() : FactLook.of(section.get(), address, since);
    }

    /** When a host began to say what it says at {@code moment}; empty where it did so in its first snapshot. */
    Optional<Instant> changed(List<HostStep> steps, Instant moment, Address address, FactLook now)
            throws StoreException {
        int since = catalogue.entry(address).map(FactEntry::since).orElse(1);
        HostStep later = null;
        for (int i = steps.size() - 1; i >= 0; i--) {
            HostStep step = steps.get(i);
            if (!step.snapshot().receivedAt().isBefore(moment)) {
                continue;
            }
            if (!look(step, address, since).same(now)) {
                return Optional.ofNullable(later).map(each -> each.snapshot().receivedAt());
            }
            later = step;
        }
        return Optional.empty();
    }

    /** What else changed on a host from one step to the next, what may have led to a change of {@code fact} first. */
    List<Story.Coincidence> coincidences(HostStep before, HostStep after, Address fact) throws StoreException {
        Set<SectionKey> keys = new TreeSet<>(before.sections().keySet());
        keys.addAll(after.sections().keySet());
        keys.removeIf(key ->
                Objects.equals(before.sections().get(key), after.sections().get(key)));
        preload(before, after, keys);
        List<Story.Coincidence> found = new ArrayList<>();
        for (SectionKey key : keys) {
            for (String path : changed(before, after, key)) {
                Address address = new Address(key, FactPath.parse(path));
                int since = catalogue.entry(address).map(FactEntry::since).orElse(1);
                FactLook was = look(before, address, since);
                FactLook is = look(after, address, since);
                // What was not observed on either side is not known to have changed.
                if (!address.equals(fact) && was.known() && is.known() && !was.same(is)) {
                    found.add(new Story.Coincidence(kind(address, is), address, was.text(), text(was, is)));
                }
            }
        }
        found.sort(Comparator.comparing(Story.Coincidence::address, Coincident.likeliestFirst(fact)));
        return found;
    }

    private static String text(FactLook was, FactLook is) {
        return was.text().equals(is.text()) ? is.text() + " (changed)" : is.text();
    }

    /** What is stale no more was started again; what became stale was replaced under what runs on. */
    private static String kind(Address address, FactLook is) {
        Coincident kind = Coincident.of(address);
        boolean replaced = kind == Coincident.RESTART && is.value().isPresent();
        return replaced ? "replaced under what runs" : kind.text();
    }

    private Set<String> changed(HostStep before, HostStep after, SectionKey key) throws StoreException {
        Map<String, Object> was = facts(before, key);
        Map<String, Object> is = facts(after, key);
        Set<String> paths = new TreeSet<>(was.keySet());
        paths.addAll(is.keySet());
        paths.removeIf(path -> Objects.equals(was.get(path), is.get(path)));
        return paths;
    }

    private Map<String, Object> facts(HostStep step, SectionKey key) throws StoreException {
        Map<String, Object> facts = new HashMap<>();
        Long number = step.sections().get(key);
        if (number != null && section(number).isPresent()) {
            Facts all = section(number).get().facts();
            for (int i = 0; i < all.size(); i++) {
                facts.put(all.path(i), all.value(i));
            }
        }
        return facts;
    }

    private void preload(HostStep before, HostStep after, Set<SectionKey> keys) throws StoreException {
        Set<Long> numbers = new HashSet<>();
        for (SectionKey key : keys) {
            for (HostStep step : List.of(before, after)) {
                Long number = step.sections().get(key);
                if (number != null && !read.containsKey(number)) {
                    numbers.add(number);
                }
            }
        }
        past.sections(numbers).forEach((number, section) -> read.put(number, Optional.of(section)));
    }

    private Optional<Section> section(long number) throws StoreException {
        Optional<Section> known = read.get(number);
        if (known == null) {
            known = Optional.ofNullable(past.sections(List.of(number)).get(number));
            read.put(number, known);
        }
        return known;
    }
}
