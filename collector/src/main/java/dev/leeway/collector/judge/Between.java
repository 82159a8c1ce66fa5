package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The environments a rule or waiver is confined to, as the participants of one comparison.
 *
 * <p>An entry is a name, an alias, {@code *} for any environment or {@code non-prod} for any but production. A pair is
 * covered when each of its sides answers to an entry of its own. {@code [non-prod, non-prod]} means two environments
 * that the policy lists: of two hosts that are held against each other nobody knows that they may differ.
 */
public final class Between {
    /** Any environment. */
    public static final String ANY = "*";
    /** Any environment but production. */
    public static final String NON_PRODUCTION = "non-prod";

    private static final String PRODUCTION = "prod";

    private final List<BitSet> entries = new ArrayList<>();

    /** The participants {@code names} stand for; no names stand for all. */
    public Between(List<String> names, Environments environments) {
        boolean listed = names.size() == 2 && names.stream().allMatch(NON_PRODUCTION::equals);
        for (String name : names) {
            BitSet members = new BitSet();
            for (int environment = 0; environment < environments.size(); environment++) {
                members.set(
                        environment,
                        stands(name, environments, environment) && (!listed || environments.listed(environment)));
            }
            entries.add(members);
        }
    }

    private static boolean stands(String name, Environments environments, int environment) {
        boolean production = environments.name(environment).equals(environments.production());
        return switch (name) {
            case ANY -> true;
            case NON_PRODUCTION -> !production;
            case PRODUCTION -> production;
            default ->
                environments.find(name).filter(found -> found == environment).isPresent();
        };
    }

    /** Whether it names nothing and therefore covers everything. */
    public boolean everywhere() {
        return entries.isEmpty();
    }

    /** Whether what one environment says by itself is covered. */
    public boolean covers(int environment) {
        return entries.isEmpty() || entries.stream().anyMatch(entry -> entry.get(environment));
    }

    /**
     * Whether what one environment says by itself is meant by something that is natural to pairs: two entries speak of what
     * lies between environments, and say nothing of either alone.
     */
    public boolean within(int environment) {
        return single() && covers(environment);
    }

    /** Whether a finding between these environments, one or two, is meant by something that is natural to pairs. */
    boolean speaksOf(List<Integer> environments) {
        return environments.size() == 1
                ? within(environments.get(0))
                : covers(environments.get(0), environments.get(1));
    }

    /** Whether what two environments say to each other is covered. */
    public boolean covers(int one, int other) {
        if (entries.isEmpty()) {
            return true;
        }
        for (int i = 0; i < entries.size(); i++) {
            for (int j = 0; j < entries.size(); j++) {
                if (i != j && entries.get(i).get(one) && entries.get(j).get(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it is about single environments, or about everything, so that pairs are not all it means. */
    public boolean single() {
        return entries.size() <= 1;
    }

    /** Whether any participant, or pair of them, is covered. */
    public boolean inPlay(int participants) {
        for (int one = 0; one < participants; one++) {
            for (int other = 0; other < participants; other++) {
                if (entries.size() <= 1 ? covers(one) : one != other && covers(one, other)) {
                    return true;
                }
            }
        }
        return false;
    }
}
