package dev.leeway.collector.judge;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.compare.Replicas;
import dev.leeway.collector.constraint.AssertionCheck;
import dev.leeway.collector.constraint.Verdict;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Invariant;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.PolicyFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds facts of one environment against each other, host by host: where the host of the first fact has none of another, those of all hosts of
 * the environment stand for it.
 */
public final class Invariants {
    private final Fleet fleet;
    private final Environments environments;
    private final Catalogue catalogue;
    private final List<SectionGroup> groups;
    private final HostRoles roles;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Unjudged> unjudged = new ArrayList<>();
    private final List<Unlooked> unlooked = new ArrayList<>();
    /** Whose facts met nowhere. */
    private final List<Invariant> idle = new ArrayList<>();

    /** What the invariants of {@code policy} have to say about {@code groups}. */
    public Invariants(Fleet fleet, List<SectionGroup> groups, Policy policy, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.fleet = fleet;
        this.environments = fleet.environments();
        this.groups = List.copyOf(groups);
        this.roles = new HostRoles(fleet);
        policy.invariants().forEach(this::judge);
    }

    /** One finding for each invariant, fact and environment, in the order of the policy. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Facts whose values do not let an invariant be judged. */
    public List<Unjudged> unjudged() {
        return List.copyOf(unjudged);
    }

    /** First facts of invariants that hosts could not be looked at for. */
    public List<Unlooked> unlooked() {
        return List.copyOf(unlooked);
    }

    /**
     * The first fact of an invariant where nobody could look for it.
     *
     * @param environment where
     * @param fact its address, with the keys left open that are not known
     * @param hosts on which, sorted
     * @param reason for people
     */
    public record Unlooked(int environment, AddressPattern fact, List<String> hosts, String reason) {
        public Unlooked {
            hosts = hosts.stream().sorted().toList();
        }
    }

    /** Invariants that found nothing to hold against each other though all of it was seen. */
    public List<PolicyFinding> rot(PolicySight sight) {
        List<PolicyFinding> rotten = new ArrayList<>();
        for (Invariant invariant : idle) {
            boolean seen = operands(invariant).values().stream()
                    .allMatch(operand -> sight.complete(operand.pattern()) && !sight.unseen(operand.pattern()));
            if (seen) {
                rotten.add(new PolicyFinding(
                        invariant.origin().text(),
                        "matchedNothing",
                        "invariant '" + invariant.name() + "' finds no facts to hold against each other; correct or"
                                + " remove it"));
            }
        }
        return rotten;
    }

    private static Map<String, FactOperand> operands(Invariant invariant) {
        Map<String, FactOperand> operands = new LinkedHashMap<>();
        invariant.assertion().operands().forEach(text -> operands.put(text, FactOperand.parse(text)));
        return operands;
    }

    private void judge(Invariant invariant) {
        Between between = new Between(invariant.reach().between(), environments);
        boolean met = false;
        boolean asked = false;
        for (int environment = 0; environment < environments.size(); environment++) {
            if (between.covers(environment)) {
                asked = true;
                met |= judge(invariant, environment);
            }
        }
        if (asked && !met) {
            idle.add(invariant);
        }
    }

    /** Whether any facts met. */
    private boolean judge(Invariant invariant, int environment) {
        Map<String, FactOperand> operands = operands(invariant);
        String first = invariant.assertion().operands().get(0);
        int open = FactOperand.parse(first).open();
        Map<String, HeldFacts> held = new LinkedHashMap<>();
        operands.forEach((text, operand) -> held.put(text, new HeldFacts(operand, open, groups, environment)));
        boolean met = false;
        for (List<String> keys : held.getOrDefault(first, none()).keys()) {
            met |= judge(new Meeting(invariant, environment, operands, held, first, keys));
        }
        blind(invariant, environment, operands, held);
        return met;
    }

    /** Tells the hosts on which nobody could look for the first fact: no fact of theirs brings the invariant up. */
    private void blind(
            Invariant invariant, int environment, Map<String, FactOperand> operands, Map<String, HeldFacts> held) {
        Map<FactOperand, HeldFacts> others = new LinkedHashMap<>();
        operands.forEach((text, operand) -> others.put(operand, held.getOrDefault(text, none())));
        FactOperand first = others.keySet().iterator().next();
        HeldFacts firsts = others.remove(first);
        if (firsts == null) {
            return;
        }
        new BlindFirsts(fleet, environment).of(first, firsts, others).forEach((fact, hosts) -> {
            List<String> wanted = hosts.stream()
                    .filter(host -> invariant.reach().roles().isEmpty()
                            || HostRoles.within(invariant.reach(), roles.of(environment, List.of(host))))
                    .toList();
            if (!wanted.isEmpty()) {
                unlooked.add(new Unlooked(
                        environment,
                        AddressPattern.parse(fact),
                        wanted,
                        notHeld(invariant) + fact + " was not observed"));
            }
        });
    }

    private static String notHeld(Invariant invariant) {
        return "not held against invariant '" + invariant.name() + "' ("
                + invariant.origin().text() + "): ";
    }

    private static HeldFacts none() {
        return new HeldFacts(FactOperand.parse("host/none"), 0, List.of(), 0);
    }

    /**
     * Facts that have their first keys in common.
     *
     * @param first the operand whose facts tell the drifts
     */
    private record Meeting(
            Invariant invariant,
            int environment,
            Map<String, FactOperand> operands,
            Map<String, HeldFacts> held,
            String first,
            List<String> keys) {}

    /** How one fact of some hosts fared. */
    private static final class Told {
        private final HeldFacts.Held fact;
        private final List<InvariantWording.Side> sides = new ArrayList<>();
        private final SortedMap<String, List<String>> untold = new TreeMap<>();

        Told(HeldFacts.Held fact) {
            this.fact = fact;
        }
    }

    private boolean judge(Meeting meeting) {
        SortedMap<String, Told> byAddress = new TreeMap<>();
        boolean met = false;
        HeldFacts firsts = meeting.held().getOrDefault(meeting.first(), none());
        for (Map.Entry<String, List<HeldFacts.Held>> host :
                firsts.under(meeting.keys()).entrySet()) {
            boolean wanted = meeting.invariant().reach().roles().isEmpty()
                    || HostRoles.within(
                            meeting.invariant().reach(), roles.of(meeting.environment(), List.of(host.getKey())));
            for (HeldFacts.Held fact : wanted ? host.getValue() : List.<HeldFacts.Held>of()) {
                Told told = byAddress.computeIfAbsent(fact.address(), unused -> new Told(fact));
                met |= judge(meeting, host.getKey(), fact, told);
            }
        }
        byAddress.values().forEach(told -> tell(meeting, told));
        return met;
    }

    private boolean judge(Meeting meeting, String host, HeldFacts.Held fact, Told told) {
        Map<String, List<HeldFacts.Held>> sides = new LinkedHashMap<>();
        sides.put(meeting.first(), List.of(fact));
        for (String other : meeting.operands().keySet()) {
            if (!other.equals(meeting.first())) {
                Optional<List<HeldFacts.Held>> found = others(meeting, host, other);
                if (found.isEmpty()) {
                    String what = operand(meeting, other).filled(meeting.keys());
                    told.untold
                            .computeIfAbsent(what + " was not observed", unused -> new ArrayList<>())
                            .add(host);
                    return true;
                }
                if (found.get().isEmpty()) {
                    return false;
                }
                sides.put(other, found.get());
            }
        }
        Map<String, List<Value>> values = new HashMap<>();
        sides.forEach((operand, facts) -> values.put(operand, values(facts)));
        Verdict verdict = new AssertionCheck(meeting.invariant().assertion()).judge(values);
        if (verdict.kind() == Verdict.Kind.UNTOLD) {
            told.untold
                    .computeIfAbsent(verdict.reason(), unused -> new ArrayList<>())
                    .add(host);
        } else if (verdict.kind() == Verdict.Kind.BROKEN) {
            told.sides.add(new InvariantWording.Side(host, List.copyOf(sides.values())));
        }
        return true;
    }

    private static FactOperand operand(Meeting meeting, String text) {
        return Objects.requireNonNull(meeting.operands().get(text), "an operand of another invariant");
    }

    /** What stands for an operand beside a fact of {@code host}: none where there is none, empty where that is not known. */
    private Optional<List<HeldFacts.Held>> others(Meeting meeting, String host, String operand) {
        HeldFacts held = meeting.held().getOrDefault(operand, none());
        SortedMap<String, List<HeldFacts.Held>> byHost = held.under(meeting.keys());
        List<HeldFacts.Held> own = byHost.getOrDefault(host, List.of());
        if (!own.isEmpty()) {
            return Optional.of(own);
        }
        // What others hold stands for what the host has none of, never for what it, or one of them, could not see.
        boolean may = byHost.isEmpty()
                && !looked(
                        meeting.environment(), host, operand(meeting, operand).probe());
        boolean blind =
                fleet.hosts(meeting.environment()).stream().anyMatch(each -> held.isBlind(each.name(), meeting.keys()));
        return may || blind ? Optional.empty() : Optional.of(all(byHost));
    }

    private static List<HeldFacts.Held> all(SortedMap<String, List<HeldFacts.Held>> byHost) {
        return byHost.values().stream().flatMap(List::stream).distinct().toList();
    }

    /** Whether a host's snapshot has anything to say of a probe's facts. */
    private boolean looked(int environment, String host, String probe) {
        for (AlignedHost each : fleet.hosts(environment)) {
            if (each.name().equals(host)) {
                return each.snapshot().sections().values().stream()
                        .anyMatch(section -> section.key().probe().equals(probe)
                                && section.outcome().observed());
            }
        }
        return false;
    }

    /** Each value, those of replicas of one host by themselves; what the catalogue knows as a set is one value. */
    private List<Value> values(List<HeldFacts.Held> facts) {
        List<Value> values = new ArrayList<>();
        for (HeldFacts.Held fact : facts) {
            Address address = Address.parse(fact.address());
            values.addAll(
                    Replicas.mayBeIn(fact.scope(), address.section(), catalogue)
                            ? Replicas.of(fact.value(), catalogue.entry(address))
                            : List.of(fact.value()));
        }
        return values;
    }

    private void tell(Meeting meeting, Told told) {
        Address address = Address.parse(told.fact.address());
        String environment = environments.name(meeting.environment());
        String id = DriftIds.of(
                DriftIds.drift(told.fact.scope(), List.of(environment), address, DriftState.BROKEN),
                meeting.invariant().name());
        if (!told.sides.isEmpty()) {
            findings.add(InvariantWording.finding(
                    meeting.invariant(), id, address, told.fact.scope(), environment, told.sides));
        }
        told.untold.forEach((reason, hosts) -> unjudged.add(
                new Unjudged(meeting.environment(), address, hosts, notHeld(meeting.invariant()) + reason, id)));
    }
}
