package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.Likeness;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.ReportedValues;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.Change;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells of each finding which side moved, from earlier snapshots of the same environments. */
final class EarlierValues {
    private final ComparisonRun now;
    private final Optional<ComparisonRun> then;
    private final Map<Place, SectionGroup> groupsNow;
    private final Map<Place, SectionGroup> groupsThen;
    private final Instant since;

    private record Place(Scope scope, SectionKey key) {}

    /** Whether an environment says the same as before. */
    private enum Standing {
        MOVED,
        STILL,
        UNKNOWN
    }

    EarlierValues(ComparisonRun now) {
        this.now = now;
        this.then = now.options.before().isEmpty() ? Optional.empty() : Optional.of(earlier(now));
        this.groupsNow = then.isPresent() ? byPlace(now) : Map.of();
        this.groupsThen = then.map(EarlierValues::byPlace).orElse(Map.of());
        this.since = then.map(EarlierValues::newest).orElse(Instant.EPOCH);
    }

    private static ComparisonRun earlier(ComparisonRun now) {
        List<List<Snapshot>> snapshots = new ArrayList<>();
        for (String name : now.environments.names()) {
            List<Snapshot> own = new ArrayList<>();
            for (Side side : now.options.before()) {
                if (Environments.canonical(now.policy, side.environment()).equals(name)) {
                    own.addAll(side.snapshots());
                }
            }
            snapshots.add(own);
        }
        // Of that moment, not of this: hosts that come and go were there then.
        Instant then = snapshots.stream()
                .flatMap(List::stream)
                .map(Snapshot::capturedAt)
                .max(Comparator.naturalOrder())
                .orElse(now.options.asOf());
        Fleet fleet = new Fleet(now.environments, snapshots, now.policy, now.catalogue, then);
        return new ComparisonRun(fleet, now.policy, now.catalogue, now.options.after(List.of()));
    }

    private static Map<Place, SectionGroup> byPlace(ComparisonRun run) {
        Map<Place, SectionGroup> groups = new HashMap<>();
        run.groups.forEach(group -> groups.put(new Place(group.scope(), group.key()), group));
        return groups;
    }

    private static Instant newest(ComparisonRun run) {
        Instant newest = Instant.MIN;
        for (int environment = 0; environment < run.environments.size(); environment++) {
            for (AlignedHost host : run.fleet.hosts(environment)) {
                Instant captured = host.snapshot().capturedAt();
                newest = captured.isAfter(newest) ? captured : newest;
            }
        }
        return newest.equals(Instant.MIN) ? Instant.EPOCH : newest;
    }

    /** How the fact of {@code finding} stood before; empty where nobody knows that of any of its environments. */
    Optional<Change> change(Finding finding) {
        if (then.isEmpty()) {
            return Optional.empty();
        }
        Subject subject = now.fleet.subject(
                finding.address().section().probe(), finding.scope().name());
        if (finding.scope().kind() == Scope.Kind.SERVICE
                && now.tokens.of(subject).equals(finding.address())) {
            return ofSubject(finding, subject);
        }
        Optional<FactRow> today = row(now, groupsNow, finding);
        Optional<FactRow> before = row(then.get(), groupsThen, finding);
        List<String> moved = new ArrayList<>();
        List<String> still = new ArrayList<>();
        for (String name : finding.between()) {
            int environment = now.environments.names().indexOf(name);
            switch (standing(tally(today, environment), tally(before, environment), known(finding, environment))) {
                case MOVED -> moved.add(name);
                case STILL -> still.add(name);
                case UNKNOWN -> {}
            }
        }
        List<EnvironmentValue> values =
                before.map(row -> ReportedValues.of(row, now.environments)).orElse(List.of());
        return moved.isEmpty() && still.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(since, moved, still, values));
    }

    private static Optional<FactRow> row(ComparisonRun run, Map<Place, SectionGroup> groups, Finding finding) {
        return Optional.ofNullable(
                        groups.get(new Place(finding.scope(), finding.address().section())))
                .flatMap(group -> new RowMaker(group, run.environments, run.catalogue)
                        .row(finding.address().path().text()));
    }

    private static Optional<Tally> tally(Optional<FactRow> row, int environment) {
        return row.flatMap(each -> each.tally(environment)).filter(Tally::known);
    }

    /** Whether the section the fact is in was seen then, so that its absence means something. */
    private boolean known(Finding finding, int environment) {
        SectionGroup group =
                groupsThen.get(new Place(finding.scope(), finding.address().section()));
        return group != null
                && !group.environments().get(environment).variants().isEmpty()
                && group.environments().get(environment).unseen().isEmpty()
                && group.environments().get(environment).variants().stream()
                        .allMatch(variant -> variant.section().outcome().observed()
                                && variant.section().uncovered().isEmpty()
                                && variant.section().revision() >= revision(finding));
    }

    /** The lowest revision of the probe that may tell the fact: an older one's silence is unknown, not missing. */
    private int revision(Finding finding) {
        SectionGroup group =
                groupsNow.get(new Place(finding.scope(), finding.address().section()));
        int newest = group == null
                ? 0
                : group.environments().stream()
                        .flatMap(environment -> environment.variants().stream())
                        .mapToInt(variant -> variant.section().revision())
                        .max()
                        .orElse(0);
        return now.catalogue.entry(finding.address()).map(FactEntry::since).orElse(newest);
    }

    private static Standing standing(Optional<Tally> today, Optional<Tally> before, boolean known) {
        if (today.isEmpty()) {
            return Standing.UNKNOWN;
        }
        if (before.isEmpty()) {
            boolean there = !today.get().groups().isEmpty();
            return !known ? Standing.UNKNOWN : there ? Standing.MOVED : Standing.STILL;
        }
        // A host that was not seen may hold whatever the other time lacks.
        boolean seen = today.get().unknown().isEmpty() && before.get().unknown().isEmpty();
        boolean apart = today.get().groups().isEmpty() != before.get().groups().isEmpty()
                || today.get().missing().isEmpty() != before.get().missing().isEmpty();
        Standing one = covered(today.get().groups(), before.get().groups());
        Standing other = covered(before.get().groups(), today.get().groups());
        if (apart || one == Standing.MOVED || other == Standing.MOVED) {
            return seen ? Standing.MOVED : Standing.UNKNOWN;
        }
        return one == Standing.STILL ? other : one;
    }

    /** Whether each of {@code groups} has its like among {@code others}. */
    private static Standing covered(List<ValueGroup> groups, List<ValueGroup> others) {
        Standing all = Standing.STILL;
        for (ValueGroup group : groups) {
            boolean alike = false;
            boolean doubtful = false;
            for (ValueGroup other : others) {
                Likeness likeness = group.likeness(other);
                alike |= likeness.same();
                doubtful |= likeness == Likeness.NOT_COMPARABLE;
            }
            if (!alike && !doubtful) {
                return Standing.MOVED;
            }
            all = alike ? all : Standing.UNKNOWN;
        }
        return all;
    }

    private Optional<Change> ofSubject(Finding finding, Subject subject) {
        List<String> moved = new ArrayList<>();
        List<String> still = new ArrayList<>();
        for (String name : finding.between()) {
            int environment = now.environments.names().indexOf(name);
            Census.Presence today = now.census.presence(subject, environment);
            Census.Presence before = then.orElseThrow().fleet.hosts(environment).isEmpty()
                    ? Census.Presence.UNKNOWN
                    : then.orElseThrow().census.presence(subject, environment);
            if (today != Census.Presence.UNKNOWN && before != Census.Presence.UNKNOWN) {
                (today == before ? still : moved).add(name);
            }
        }
        return moved.isEmpty() && still.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(since, moved, still, List.of()));
    }
}
