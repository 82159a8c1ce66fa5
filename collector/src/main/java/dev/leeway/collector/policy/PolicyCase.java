package dev.leeway.collector.policy;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.yaml.YamlPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One case of a test of a policy.
 *
 * @param name what people call it
 * @param place where it is written
 * @param hosts facts of hosts, by environment; empty where snapshots are named
 * @param snapshots a directory of them, as written; empty where facts are given
 * @param expected what is to be found
 * @param nothingElse whether any other open drift fails the case
 * @param verdict what the comparison must come to, where that is said
 */
public record PolicyCase(
        String name,
        YamlPlace place,
        List<CaseHost> hosts,
        Optional<String> snapshots,
        List<Expected> expected,
        boolean nothingElse,
        Optional<Verdict> verdict) {
    public PolicyCase {
        hosts = List.copyOf(hosts);
        expected = List.copyOf(expected);
    }

    /**
     * A host of a case.
     *
     * @param environment by the name the policy has for it
     * @param facts by address
     * @param unseen sections that were not observed
     */
    public record CaseHost(String environment, Map<Address, Value> facts, Map<SectionKey, Outcome> unseen) {
        public CaseHost {
            facts = Map.copyOf(facts);
            unseen = Map.copyOf(unseen);
        }
    }

    /**
     * What is to be found of facts.
     *
     * @param facts a pattern; one of them is enough
     * @param place where that is written
     * @param state how they stand; {@link DriftState#SAME} where every side holds it, it was compared and
     *     nothing is told; {@link DriftState#UNKNOWN} where it was not observed
     * @param between the environments, in any order; any where empty
     * @param severity of the drift, where that is said
     * @param disposition what the policy makes of it, where that is said
     */
    public record Expected(
            AddressPattern facts,
            YamlPlace place,
            DriftState state,
            List<String> between,
            Optional<Severity> severity,
            Optional<Disposition> disposition) {
        public Expected {
            between = List.copyOf(between);
        }
    }
}
