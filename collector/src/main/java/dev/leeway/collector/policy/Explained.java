package dev.leeway.collector.policy;

import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.Waiver;
import java.util.List;
import java.util.Optional;

/**
 * What a policy says of one fact.
 *
 * @param address of the fact
 * @param entry what the catalogue says of it
 * @param rules all that match, in their order; later ones go before earlier ones
 * @param told what differences would be told as
 * @param waivers that would accept something of it, in their order
 */
public record Explained(
        String address, Optional<FactEntry> entry, List<Rule> rules, List<Told> told, List<Waiver> waivers) {
    public Explained {
        rules = List.copyOf(rules);
        told = List.copyOf(told);
        waivers = List.copyOf(waivers);
    }

    /**
     * What one difference would be told as.
     *
     * @param between whose: one environment or two
     * @param situation in words: {@code values differ}
     * @param outcome in words: {@code different, high}
     * @param judgedBy rule or waiver that decides, as {@code file:line}, or {@code catalogue}; empty where nothing is told
     * @param because the reason the rule gives
     */
    public record Told(
            List<String> between, String situation, String outcome, String judgedBy, Optional<String> because) {
        public Told {
            between = List.copyOf(between);
        }
    }
}
