package dev.leeway.collector.compare;

import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.align.UnseenHosts;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Names everything that was not observed and counts the facts that could not be compared because of it. */
public final class GapLedger {
    /** So many facts that cannot be compared for one reason are named; of more, their section is. */
    private static final int MOST_NAMED = 3;

    private final Environments environments;
    private final Needs needs;
    private final SortedMap<Key, Entry> entries = new TreeMap<>();

    /** A ledger for gaps in {@code environments}. */
    public GapLedger(Environments environments, Needs needs) {
        this.environments = environments;
        this.needs = needs;
    }

    /** Knows what may not stay uncompared. */
    public interface Needs {
        /** Whether the comparison is incomplete when this fact is not compared because a probe fared like this. */
        boolean requires(String address, Outcome outcome);

        /** Whether it is incomplete for want of this fact however the probe fared, because the policy says so. */
        boolean demands(String address);

        /** Whether it is incomplete for want of this fact on any host that has it, whatever the others told. */
        boolean demandsEverywhere(String address);
    }

    private record Key(int environment, String pattern, Outcome outcome, String reason) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byEnvironment = Integer.compare(environment, other.environment);
            int byPattern = byEnvironment != 0 ? byEnvironment : pattern.compareTo(other.pattern);
            int byOutcome = byPattern != 0 ? byPattern : outcome.compareTo(other.outcome);
            return byOutcome != 0 ? byOutcome : reason.compareTo(other.reason);
        }
    }

    private static final class Entry {
        private HostNames hosts = HostNames.of(List.of());
        private int facts;
        private boolean required;
        /** Of facts that stand there for reasons of their own. */
        private final SortedSet<String> addresses = new TreeSet<>();

        /** What to call it: facts by their names where they are few, else what they all belong to. */
        private SortedSet<String> names(String pattern) {
            boolean few = !addresses.isEmpty() && addresses.size() == facts && facts <= MOST_NAMED;
            return few ? addresses : new TreeSet<>(Set.of(pattern));
        }
    }

    /**
     * Names what {@code group} lacks, before any of its facts is looked at.
     *
     * @param wanted whether anything a pattern, in canonical names, covers is to be compared
     */
    public void group(SectionGroup group, Predicate<AddressPattern> wanted) {
        boolean anyone = group.environments().stream()
                .anyMatch(environment -> !environment.variants().isEmpty());
        for (int environment = 0; environment < environments.size(); environment++) {
            EnvironmentSections sections = group.environments().get(environment);
            for (UnseenHosts unseen : sections.unseen()) {
                if (anyone || unseen.outcome().fell()) {
                    entry(environment, group.key().text(), unseen.outcome(), unseen.reason(), unseen.hosts());
                }
            }
            for (SectionVariant variant : sections.variants()) {
                for (Uncovered uncovered : variant.section().uncovered()) {
                    Outcome outcome = variant.section().outcome();
                    if (wanted.test(variant.canonical(uncovered.pattern(), group.key()))) {
                        entry(environment, uncovered.pattern().text(), outcome, uncovered.reason(), variant.hosts());
                    }
                }
            }
        }
    }

    /**
     * Counts a fact that some environment, or some host of it, does not know.
     *
     * @param lenient whether the fact is needed only where the policy says so, as between unlike hosts
     */
    public void row(FactRow row, boolean lenient) {
        String address = row.address().text();
        boolean held = row.tallies().stream()
                .anyMatch(
                        tally -> tally.filter(said -> !said.groups().isEmpty()).isPresent());
        for (int environment = 0; held && environment < environments.size(); environment++) {
            Optional<Tally> tally = row.tally(environment);
            Set<Entry> told = new HashSet<>();
            for (Unknown unknown : tally.map(Tally::unknown).orElse(List.of())) {
                Entry entry =
                        entry(environment, unknown.pattern(), unknown.outcome(), unknown.reason(), unknown.hosts());
                entry.facts += told.add(entry) ? 1 : 0;
                boolean seenElsewhere = tally.filter(Tally::known).isPresent();
                entry.required |= seenElsewhere
                        ? needsEverywhere(address, unknown.outcome())
                        : needs(address, unknown.outcome(), lenient);
            }
        }
    }

    private boolean needs(String address, Outcome outcome, boolean lenient) {
        return lenient ? needs.demands(address) : needs.requires(address, outcome);
    }

    /** Of a host that was seen to have nothing there, nothing is lacking while others told. */
    private boolean needsEverywhere(String address, Outcome outcome) {
        return outcome != Outcome.NOT_APPLICABLE && needs.demandsEverywhere(address);
    }

    /** Counts a fact that was observed and cannot be held against another environment's. */
    public void notComparable(FactRow row, int environment, Incomparable.Reason reason) {
        List<HostNames> holders = new ArrayList<>();
        row.tally(environment)
                .ifPresent(tally -> tally.groups().forEach(group -> holders.add(HostNames.of(group.hosts()))));
        String section = row.group().key().text();
        Entry entry = entry(environment, section, Outcome.COLLECTED, reason.text(), HostNames.union(holders));
        entry.facts++;
        entry.required |= needs.requires(row.address().text(), Outcome.COLLECTED);
        if (reason.ofFact()) {
            entry.addresses.add(row.address().text());
        }
    }

    /**
     * Counts facts on which all observed sections of {@code group} agree, against hosts that were not observed.
     *
     * @param lenient whether they are needed only where the policy says so, as between unlike hosts
     */
    public void agreed(SectionGroup group, int facts, SectionInterest interest, boolean lenient) {
        for (int environment = 0; environment < environments.size(); environment++) {
            EnvironmentSections sections = group.environments().get(environment);
            if (sections.takesPart()) {
                for (UnseenHosts unseen : sections.unseen()) {
                    Entry entry =
                            entry(environment, group.key().text(), unseen.outcome(), unseen.reason(), unseen.hosts());
                    entry.facts += facts;
                    boolean known = !sections.variants().isEmpty();
                    entry.required |= needsAny(
                            group,
                            interest,
                            address -> known
                                    ? needsEverywhere(address, unseen.outcome())
                                    : needs(address, unseen.outcome(), lenient));
                }
            }
        }
    }

    private static boolean needsAny(SectionGroup group, SectionInterest interest, Predicate<String> needed) {
        String opening = group.key().text() + "/";
        for (EnvironmentSections environment : group.environments()) {
            for (SectionVariant variant : environment.variants()) {
                Facts facts = variant.section().facts();
                for (int i = 0; i < facts.size(); i++) {
                    if (interest.admits(facts.path(i)) && needed.test(opening + facts.path(i))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Names a gap that no section group tells of. */
    public void other(
            int environment,
            String pattern,
            Outcome outcome,
            String reason,
            Collection<String> hosts,
            int facts,
            boolean required) {
        Entry entry = entry(environment, pattern, outcome, reason, hosts);
        entry.facts += facts;
        entry.required |= required;
    }

    private Entry entry(int environment, String pattern, Outcome outcome, String reason, Collection<String> hosts) {
        Entry entry = entries.computeIfAbsent(new Key(environment, pattern, outcome, reason), unused -> new Entry());
        entry.hosts = HostNames.union(List.of(entry.hosts, HostNames.of(hosts)));
        return entry;
    }

    /** The gaps, by environment in promotion order, then by pattern. */
    public List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        entries.forEach((key, entry) -> {
            SortedSet<String> names = entry.names(key.pattern());
            for (String name : names) {
                gaps.add(new Gap(
                        name,
                        environments.name(key.environment()),
                        entry.hosts,
                        key.outcome(),
                        key.reason(),
                        entry.required,
                        names.size() > 1 ? 1 : entry.facts));
            }
        });
        gaps.sort(Comparator.comparingInt((Gap gap) -> environments.names().indexOf(gap.environment()))
                .thenComparing(Gap::pattern)
                .thenComparing(Gap::outcome)
                .thenComparing(Gap::reason));
        return List.copyOf(gaps);
    }
}
