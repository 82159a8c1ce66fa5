package dev.leeway.samples.mutation;

import dev.leeway.schema.report.DriftState;
import java.util.Map;

/**
 * One planted change of a host and what must come of it.
 *
 * @param name what changes, in words
 * @param script a shell script that changes it, run with the host's files at {@code /}
 * @param section the only section that may change
 * @param drifts pattern of an address to the state it must be in; there must be one drift for each and no other
 */
record Mutation(String name, String script, String section, Map<String, DriftState> drifts) {
    static Mutation different(String name, String script, String address) {
        return new Mutation(name, script, section(address), Map.of(address, DriftState.DIFFERENT));
    }

    static Mutation missing(String name, String script, String address) {
        return new Mutation(name, script, section(address), Map.of(address, DriftState.MISSING));
    }

    /** One change that two facts tell. */
    Mutation and(String address, DriftState state) {
        return new Mutation(name, script, section, Map.of(first(), first(drifts), address, state));
    }

    private String first() {
        return drifts.keySet().iterator().next();
    }

    private static DriftState first(Map<String, DriftState> drifts) {
        return drifts.values().iterator().next();
    }

    private static String section(String address) {
        return address.substring(0, address.indexOf('/'));
    }

    @Override
    public String toString() {
        return name;
    }
}
