package dev.leeway.collector.compare;

import dev.leeway.collector.align.Alignment;
import dev.leeway.collector.align.FactContext;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.ValueOrder;
import dev.leeway.schema.report.HostNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what the hosts of one environment say of one fact; values that mean the same make one group. */
final class TallyBuilder {
    private static final Comparator<Said> BY_VALUE =
            Comparator.comparing(Said::value, ValueOrder.INSTANCE).thenComparing(Said::firstHost);

    private final FactContext fact;
    private final List<Said> said = new ArrayList<>();
    private final List<HostNames> missing = new ArrayList<>();
    private final List<Unknown> unknown = new ArrayList<>();

    TallyBuilder(FactContext fact) {
        this.fact = fact;
    }

    private record Said(
            Value value,
            boolean parts,
            List<String> hosts,
            Optional<String> evidence,
            Optional<String> product,
            Optional<Disclosure> disclosure) {
        String firstHost() {
            return hosts.get(0);
        }
    }

    /** Notes a value, or, where it was taken apart, all its parts as one. */
    void holds(Value value, boolean parts, SectionVariant variant) {
        Optional<String> evidence =
                Optional.ofNullable(variant.section().evidence().get(fact.path()));
        said.add(new Said(
                value, parts, variant.hosts(), evidence, variant.product(), Disclosure.of(fact, variant, value)));
    }

    void lacks(Collection<String> hosts) {
        missing.add(HostNames.of(hosts));
    }

    void doubts(Unknown hosts) {
        unknown.add(hosts);
    }

    /** The tally; sorted first, so that neither the order of hosts nor that of their sections matters. */
    Tally build() {
        said.sort(BY_VALUE);
        List<Group> groups = new ArrayList<>();
        GroupIndex<Group> index = new GroupIndex<>();
        for (Said one : said) {
            Value key = Alignment.key(fact.in(one.product()), one.value());
            Group home = index.first(one.parts(), one.value(), key);
            if (home == null) {
                home = new Group(one, key);
                groups.add(home);
                index.add(home, one.parts(), one.value(), key);
            }
            home.judgements.add(one.disclosure());
            home.hosts.add(HostNames.of(one.hosts()));
        }
        // Under an alias one host may both hold a fact and lack it: then it holds it.
        List<ValueGroup> built = groups.stream().map(Group::built).toList();
        HostNames lacking = HostNames.union(missing);
        if (!lacking.isEmpty()) {
            lacking = lacking.without(HostNames.union(
                    built.stream().map(group -> HostNames.of(group.hosts())).toList()));
        }
        return new Tally(built, lacking, unknown);
    }

    private static final class Group {
        private final Value value;
        private final Value key;
        private final boolean parts;
        private final Optional<String> evidence;
        private final List<HostNames> hosts = new ArrayList<>();
        private final Set<Optional<Disclosure>> judgements = new HashSet<>();

        Group(Said first, Value key) {
            this.value = first.value();
            this.key = key;
            this.parts = first.parts();
            this.evidence = first.evidence();
        }

        ValueGroup built() {
            Optional<Disclosure> one =
                    judgements.size() == 1 ? judgements.iterator().next() : Optional.empty();
            return new ValueGroup(value, key, parts, HostNames.union(hosts), evidence, one);
        }
    }
}
