package dev.leeway.collector.cli;

import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.compare.Likeness;
import dev.leeway.collector.compare.ValueLikeness;
import dev.leeway.collector.store.SectionRun;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one fact was on each host, from run to run; a secret that changed is told as changed, never as what. */
final class FactHistory {
    private final Address address;
    private final int since;
    private final Optional<Subject> subject;
    private final List<Turn> turns = new ArrayList<>();
    private @Nullable Look last;
    private String host = "";
    private boolean known;
    private boolean unseen;

    FactHistory(Address address, Catalogue catalogue) {
        this.address = address;
        this.since = catalogue.entry(address).map(FactEntry::since).orElse(1);
        // What lists nothing says nothing by being silent.
        this.subject = catalogue
                .probe(address.section().probe())
                .map(ProbeEntry::subjects)
                .filter(kind -> !kind.equals("host"))
                .flatMap(kind -> address.section().subject().map(name -> new Subject(kind, name)));
    }

    /**
     * From when on something was so.
     *
     * @param host {@code prod/web-01}
     * @param state the value, {@code absent}, or why nobody knows
     */
    record Turn(String host, Instant since, String state) {}

    /** What one section says of the fact: a value, or that there is none, or why that is not known. */
    private record Look(Optional<Value> value, String unknown) {
        boolean same(Look other) {
            if (value.isPresent() && other.value.isPresent()) {
                // Secrets under another key say nothing of having changed.
                return ValueLikeness.of(value.get(), other.value.get()) != Likeness.DIFFERENT;
            }
            return unknown.equals(other.unknown) && value.equals(other.value);
        }

        String text() {
            return unknown.isEmpty() ? value.map(Value::display).orElse("absent") : unknown;
        }
    }

    /** Adds the next run; those of one host come after each other, the oldest first. */
    void add(SectionRun run) {
        String name = run.first().host().text();
        Look look = look(run);
        known |= look.value().isPresent();
        unseen |= !look.unknown().isEmpty();
        Look before = name.equals(host) ? last : null;
        if (before == null || !before.same(look)) {
            boolean hidden = before != null && before.text().equals(look.text());
            turns.add(new Turn(name, run.first().receivedAt(), look.text() + (hidden ? " (changed)" : "")));
        }
        last = look;
        host = name;
    }

    private Look look(SectionRun run) {
        if (run.damaged()) {
            return new Look(Optional.empty(), "not known: what is stored is damaged");
        }
        if (run.section().isEmpty()) {
            boolean absent = subject.isPresent()
                    && run.index()
                            .filter(index -> Census.provesAbsence(index, subject.get()))
                            .isPresent();
            return new Look(
                    Optional.empty(),
                    absent
                            ? ""
                            : "not observed: no section " + address.section().text());
        }
        Section section = run.section().get();
        Optional<Value> value = section.facts().find(address.path());
        if (value.isPresent()) {
            return new Look(value, "");
        }
        if (!section.outcome().observed()) {
            return new Look(
                    Optional.empty(), "not observed: " + section.outcome().text());
        }
        for (Uncovered gap : section.uncovered()) {
            if (gap.pattern().matches(address.text())) {
                return new Look(Optional.empty(), "not observed: " + gap.reason());
            }
        }
        return section.revision() < since
                ? new Look(Optional.empty(), "not observed: the probe did not know it yet")
                : new Look(Optional.empty(), "");
    }

    /** Every turn, in the order of hosts. */
    List<Turn> turns() {
        return turns;
    }

    /** Whether some host told the fact at some time. */
    boolean known() {
        return known;
    }

    /** Whether something was not observed. */
    boolean unseen() {
        return unseen;
    }
}
