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
import dev.leeway.schema.report.EnvironmentValue.Standing;
import dev.leeway.schema.report.HostNames;
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
    private final UnseenThen blanks;

    private record Place(Scope scope, SectionKey key) {}

    /** Whether an environment says the same as before. */
    private enum Course {
        MOVED,
        STILL,
        UNKNOWN;

        /** What is left of a move once some of its hosts are not counted. */
        Course ofDoubt() {
            return this == STILL ? UNKNOWN : this;
        }
    }

    EarlierValues(ComparisonRun now) {
        this.now = now;
        this.then = now.options.before().isEmpty() ? Optional.empty() : Optional.of(earlier(now));
        this.groupsNow = then.isPresent() ? byPlace(now) : Map.of();
        this.groupsThen = then.map(EarlierValues::byPlace).orElse(Map.of());
        this.since = then.map(EarlierValues::newest).orElse(Instant.EPOCH);
        this.blanks = new UnseenThen(now, then.orElse(now));
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

    /**
     * How the fact of {@code finding} stood before, with the hosts of which that is not known; empty without earlier snapshots, and
     * for what no row of facts tells.
     */
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
        if (today.isEmpty()) {
            return Optional.empty();
        }
        Optional<FactRow> before = row(then.get(), groupsThen, finding);
        Optional<SectionGroup> group = Optional.ofNullable(groupsThen.get(place(finding)));
        List<String> moved = new ArrayList<>();
        List<String> still = new ArrayList<>();
        Map<String, HostNames> unseen = new HashMap<>();
        for (String name : finding.between()) {
            int environment = now.environments.names().indexOf(name);
            Optional<Tally> said = today.flatMap(row -> row.tally(environment));
            Optional<Tally> earlier = before.flatMap(row -> row.tally(environment));
            boolean lacked = finding.scope().kind() == Scope.Kind.SERVICE && blanks.lacked(subject, environment);
            boolean known = lacked || known(finding, environment);
            Course course = course(said.filter(Tally::known), earlier.filter(Tally::known), known);
            if (course == Course.MOVED) {
                // What only hosts say of which there is no snapshot then may have been so all along.
                course = course(
                                said.map(tally -> blanks.withoutNewcomers(tally, environment))
                                        .filter(Tally::known),
                                earlier.filter(Tally::known),
                                known)
                        .ofDoubt();
            }
            switch (course) {
                case MOVED -> moved.add(name);
                case STILL -> still.add(name);
                case UNKNOWN -> {}
            }
            boolean told = lacked || known || earlier.filter(Tally::known).isPresent();
            unseen.put(
                    name, told ? blanks.of(environment, said, earlier, group) : blanks.all(environment, said, group));
        }
        return Optional.of(new Change(since, moved, still, values(before, unseen)));
    }

    private static Place place(Finding finding) {
        return new Place(finding.scope(), finding.address().section());
    }

    /** What each environment said then, the hosts of which that is not known last. */
    private List<EnvironmentValue> values(Optional<FactRow> before, Map<String, HostNames> unseen) {
        List<EnvironmentValue> told =
                before.map(row -> ReportedValues.of(row, now.environments)).orElse(List.of());
        List<EnvironmentValue> values = new ArrayList<>();
        for (String name : now.environments.names()) {
            HostNames blank = unseen.get(name);
            told.stream()
                    .filter(value ->
                            value.environment().equals(name) && (blank == null || value.standing() != Standing.UNKNOWN))
                    .map(EnvironmentValue::shortened)
                    .forEach(values::add);
            if (blank != null && !blank.isEmpty()) {
                values.add(new EnvironmentValue(name, blank, Standing.UNKNOWN, Optional.empty(), Optional.empty())
                        .shortened());
            }
        }
        return values;
    }

    private static Optional<FactRow> row(ComparisonRun run, Map<Place, SectionGroup> groups, Finding finding) {
        return Optional.ofNullable(groups.get(place(finding)))
                .flatMap(group -> new RowMaker(group, run.environments, run.catalogue)
                        .row(finding.address().path().text()));
    }

    /** Whether the section the fact is in was seen then, so that its absence means something. */
    private boolean known(Finding finding, int environment) {
        SectionGroup group = groupsThen.get(place(finding));
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
        SectionGroup group = groupsNow.get(place(finding));
        int newest = group == null
                ? 0
                : group.environments().stream()
                        .flatMap(environment -> environment.variants().stream())
                        .mapToInt(variant -> variant.section().revision())
                        .max()
                        .orElse(0);
        return now.catalogue.entry(finding.address()).map(FactEntry::since).orElse(newest);
    }

    private static Course course(Optional<Tally> today, Optional<Tally> before, boolean known) {
        if (today.isEmpty()) {
            return Course.UNKNOWN;
        }
        if (before.isEmpty()) {
            boolean there = !today.get().groups().isEmpty();
            return !known ? Course.UNKNOWN : there ? Course.MOVED : Course.STILL;
        }
        // A host that was not seen may hold whatever the other time lacks.
        boolean seen = today.get().unknown().isEmpty() && before.get().unknown().isEmpty();
        boolean apart = today.get().groups().isEmpty() != before.get().groups().isEmpty()
                || today.get().missing().isEmpty() != before.get().missing().isEmpty();
        Course one = covered(today.get().groups(), before.get().groups());
        Course other = covered(before.get().groups(), today.get().groups());
        if (apart || one == Course.MOVED || other == Course.MOVED) {
            return seen ? Course.MOVED : Course.UNKNOWN;
        }
        return one == Course.STILL ? other : one;
    }

    /** Whether each of {@code groups} has its like among {@code others}. */
    private static Course covered(List<ValueGroup> groups, List<ValueGroup> others) {
        Course all = Course.STILL;
        for (ValueGroup group : groups) {
            boolean alike = false;
            boolean doubtful = false;
            for (ValueGroup other : others) {
                Likeness likeness = group.likeness(other);
                alike |= likeness.same();
                doubtful |= likeness == Likeness.NOT_COMPARABLE;
            }
            if (!alike && !doubtful) {
                return Course.MOVED;
            }
            all = alike ? all : Course.UNKNOWN;
        }
        return all;
    }

    private Optional<Change> ofSubject(Finding finding, Subject subject) {
        List<String> moved = new ArrayList<>();
        List<String> still = new ArrayList<>();
        Map<String, HostNames> unseen = new HashMap<>();
        for (String name : finding.between()) {
            int environment = now.environments.names().indexOf(name);
            Census.Presence today = now.census.presence(subject, environment);
            Census.Presence before = blanks.presence(subject, environment);
            if (today != Census.Presence.UNKNOWN && before != Census.Presence.UNKNOWN) {
                (today == before ? still : moved).add(name);
            }
            unseen.put(name, blanks.of(subject, environment));
        }
        return Optional.of(new Change(since, moved, still, values(Optional.empty(), unseen)));
    }
}
