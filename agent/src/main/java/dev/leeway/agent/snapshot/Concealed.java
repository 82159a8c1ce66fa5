package dev.leeway.agent.snapshot;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.SectionKey;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all probes together know of secrets, by subject; filled before the first section is sealed, and then only read. */
final class Concealed {
    private static final int MIN_SEARCHED = 4;

    private final Map<String, Set<Observed.Guarded>> bySubject = new TreeMap<>();
    private final Set<Observed.Guarded> all = new LinkedHashSet<>();
    private final Set<String> unsearchable = new TreeSet<>();

    /** Takes in what one probe that looks for secrets knows of a subject, be it nothing. */
    void add(String subject, Set<Observed.Guarded> secrets) {
        bySubject.computeIfAbsent(subject, unused -> new LinkedHashSet<>()).addAll(secrets);
        all.addAll(secrets);
    }

    /** Takes in that there are more secrets of the subject than were kept. */
    void addUnsearchable(String subject) {
        unsearchable.add(subject);
    }

    /**
     * All there is to be looked for in the section: whoever tells of the host tells of every service on it, and a service of which nobody
     * said anything may run in the container of another one, under a name that its supervisor or the configuration gives it.
     */
    Collection<Observed.Guarded> of(SectionKey key) {
        return key.subject()
                .map(subject -> (Collection<Observed.Guarded>) bySubject.getOrDefault(subject, all))
                .orElse(all);
    }

    /** All there is, for a sentence that may be of anything. */
    Collection<Observed.Guarded> all() {
        return all;
    }

    /** Whether the section may hold a secret that nobody can look for. */
    boolean unsearchable(SectionKey key) {
        return key.subject()
                .filter(subject -> bySubject.containsKey(subject) || unsearchable.contains(subject))
                .map(unsearchable::contains)
                .orElse(!unsearchable.isEmpty());
    }

    /** Whether anything may that is said of all. */
    boolean unsearchable() {
        return !unsearchable.isEmpty();
    }

    /** Whether any of a known secret stands in the name of a subject, by accident or not: for when nobody can look closer. */
    boolean mayStandIn(String subject) {
        return all.stream()
                .anyMatch(each -> each.secret().stream()
                        .map(stretch -> each.text().substring(stretch.from(), stretch.to()))
                        .anyMatch(secret -> secret.length() >= MIN_SEARCHED && subject.contains(secret)));
    }
}
