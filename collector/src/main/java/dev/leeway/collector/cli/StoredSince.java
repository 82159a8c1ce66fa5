package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.selector.Selector;
import dev.leeway.collector.selector.SelectorException;
import dev.leeway.collector.selector.SelectorText;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Past;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.service.SinceThen;
import dev.leeway.collector.store.Selection;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Report;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells a report on a store against the same store as it was at a moment, or as a baseline kept it. */
final class StoredSince {
    private final String since;
    private final SnapshotStore store;
    private final Policy policy;
    private final List<String> remarks = new ArrayList<>();

    /**
     * Against what {@code since} names.
     *
     * @param since a moment as selectors write it within braces, or a selector of earlier snapshots: {@code baseline:NAME}, {@code prod~3}
     */
    StoredSince(String since, SnapshotStore store, Policy policy) {
        this.since = since;
        this.store = store;
        this.policy = policy;
    }

    /** The report on {@code sides}, which stand as the store has them at the moment of {@code options}. */
    Report report(List<Side> sides, Catalogue catalogue, ComparisonOptions options) throws CommandFailure {
        try {
            List<StoredSnapshot> then = new ArrayList<>();
            Instant moment = chosen(then, options.asOf());
            if (moment.isAfter(options.asOf())) {
                throw new CommandFailure("--since " + since + ": is after "
                        + options.asOf().truncatedTo(ChronoUnit.SECONDS) + ", the moment of the report");
            }
            SnapshotFolder read = store.read(then);
            read.unread()
                    .forEach(file -> remarks.add("of the earlier snapshots, one could not be read: " + file.message()));
            Set<String> names = new TreeSet<>();
            sides.forEach(side -> names.add(Environments.canonical(policy, side.environment())));
            Map<String, List<SnapshotFile>> byEnvironment = new TreeMap<>();
            for (SnapshotFile file : read.snapshots()) {
                String name = Environments.canonical(
                        policy, file.snapshot().host().environment().orElse(""));
                if (!name.isEmpty()) {
                    names.add(name);
                    byEnvironment
                            .computeIfAbsent(name, any -> new ArrayList<>())
                            .add(file);
                }
            }
            List<Side> earlier = new ArrayList<>();
            byEnvironment.forEach((name, files) -> earlier.add(Side.of(name, files)));
            Past past = Past.of(store, policy, names, options.asOf());
            return noted(new SinceThen(past, policy, catalogue, options).compare(sides, earlier, moment));
        } catch (SelectorException | StoreException e) {
            throw new CommandFailure("--since " + e.getMessage(), e);
        }
    }

    /** Adds the snapshots of then, and tells when that was. */
    private Instant chosen(List<StoredSnapshot> then, Instant asOf) throws SelectorException, StoreException {
        boolean selects = SelectorText.namesBaseline(since) || since.indexOf('~') >= 0 || since.indexOf('@') >= 0;
        if (!selects) {
            Instant moment = SelectorText.moment(since, asOf);
            then.addAll(store.at(store.hosts(), moment));
            return moment;
        }
        Selector baseline = SelectorText.parse(since, asOf);
        Selection selection = Selection.of(baseline, store, name -> Environments.canonical(policy, name));
        then.addAll(selection.snapshots());
        remarks.addAll(selection.remarks());
        Set<Long> kept = new HashSet<>();
        Instant moment = Instant.MIN;
        for (StoredSnapshot snapshot : then) {
            kept.add(snapshot.host().number());
            moment = snapshot.receivedAt().isAfter(moment) ? snapshot.receivedAt() : moment;
        }
        // A baseline of production, or of one host of it, leaves open what that was held against.
        List<StoredHost> others = store.hosts().stream()
                .filter(host -> !kept.contains(host.number()))
                .toList();
        then.addAll(store.at(others, moment));
        return moment;
    }

    private Report noted(Report report) {
        if (remarks.isEmpty()) {
            return report;
        }
        List<String> notes = new ArrayList<>(report.notes());
        notes.addAll(remarks);
        notes.sort(String::compareTo);
        return report.but().notes(notes).build();
    }
}
