package dev.leeway.collector.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cause with its drifts at hand.
 *
 * @param cause what is told as one
 * @param drifts its drifts, the leading one first; never empty
 * @param previous the moment of the report it is told from
 */
public record CauseView(Cause cause, List<Drift> drifts, Optional<Instant> previous) {
    public CauseView {
        drifts = List.copyOf(drifts);
        requireNonNull(previous, "previous is null");
    }

    /** One that is told from no earlier report. */
    public CauseView(Cause cause, List<Drift> drifts) {
        this(cause, drifts, Optional.empty());
    }

    /** The drift that stands for the others. */
    public Drift leading() {
        return drifts.get(0);
    }

    /** How many drifts there are beside the leading one. */
    int followers() {
        return drifts.size() - 1;
    }

    /** {@code 3 more facts, 2 within leeway}, {@code also on role worker}; empty for a drift that is alone. */
    String following() {
        // Hosts of two roles, or two pairs of environments, that differ in one fact are no two facts.
        Map<Disposition, Set<Address>> facts = new EnumMap<>(Disposition.class);
        Set<String> elsewhere = new TreeSet<>();
        for (Drift drift : drifts.subList(1, drifts.size())) {
            if (isOfLeading(drift)) {
                elsewhere.add(drift.scope().kind().text() + " "
                        + VisibleText.of(drift.scope().name()));
            } else {
                facts.computeIfAbsent(drift.disposition(), unused -> new HashSet<>())
                        .add(drift.address());
            }
        }
        elsewhere.remove(leading().scope().kind().text() + " "
                + VisibleText.of(leading().scope().name()));
        int alike = facts.getOrDefault(cause.disposition(), Set.of()).size();
        List<String> parts = new ArrayList<>();
        if (alike > 0) {
            parts.add(Quantity.of(alike, "more fact"));
        }
        facts.forEach((disposition, own) -> {
            if (disposition != cause.disposition()) {
                parts.add(Quantity.grouped(own.size()) + " " + Phrases.disposition(disposition));
            }
        });
        if (parts.isEmpty() && !elsewhere.isEmpty()) {
            parts.add("also on " + String.join(", ", elsewhere));
        }
        return String.join(", ", parts);
    }

    /** Whether a drift is about the leading one's fact, on other hosts or between other environments. */
    private boolean isOfLeading(Drift drift) {
        return drift.address().equals(leading().address())
                && drift.disposition() == leading().disposition();
    }

    /** How many of its drifts are in {@code stage}. */
    int count(Stage stage) {
        int count = 0;
        for (Drift drift : drifts) {
            count += drift.lifecycle().stage() == stage ? 1 : 0;
        }
        return count;
    }

    /** How many of its drifts a waiver accepted that has ended since the earlier report. */
    private int lapsed() {
        int count = 0;
        for (Drift drift : drifts) {
            count += isLapsed(drift) ? 1 : 0;
        }
        return count;
    }

    /** Whether a waiver accepted {@code drift}, one of its own, that has ended since the earlier report. */
    public boolean isLapsed(Drift drift) {
        boolean before = previous.filter(moment -> Status.heldAt(drift.waivedUntil(), moment))
                .isPresent();
        return drift.status() == Status.EXPIRED && drift.lifecycle().stage() == Stage.OPEN && before;
    }

    /**
     * New when all of its drifts are new, came back or are told again for their waiver ended, as far as anybody asked; a cause that only
     * grew is still open.
     */
    public boolean isNew() {
        int fresh = count(Stage.NEW) + count(Stage.REOPENED) + lapsed();
        return fresh > 0 && fresh + count(Stage.UNTRACKED) == drifts.size();
    }

    /** Whether a side of one of its facts says something else than in the earlier snapshots. */
    boolean moved() {
        return drifts.stream()
                .anyMatch(drift -> drift.change()
                        .filter(change -> !change.moved().isEmpty())
                        .isPresent());
    }

    /** Whether earlier snapshots tell of its leading fact that no side of it moved, and each was seen. */
    boolean still() {
        return leading()
                .change()
                .filter(change ->
                        !moved() && change.still().containsAll(leading().between()))
                .isPresent();
    }
}
