package dev.leeway.collector.judge;

import dev.leeway.collector.compare.GapLedger;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Requirement;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;

/**
 * What must not stay uncompared: what the policy requires, and whatever one side told and a probe on the other was asked
 * for and could not tell.
 */
public final class Requirements implements GapLedger.Needs {
    private final List<AddressPattern> required;
    private final List<AddressPattern> everywhere;
    private final List<AddressPattern> allowed;

    /**
     * The requirements of {@code policy}.
     *
     * @param allowed what may stay unknown this time
     */
    public Requirements(Policy policy, List<AddressPattern> allowed) {
        this.required = policy.require().stream().map(Requirement::match).toList();
        this.everywhere = policy.require().stream()
                .filter(Requirement::everyHost)
                .map(Requirement::match)
                .toList();
        this.allowed = List.copyOf(allowed);
    }

    @Override
    public boolean requires(String address, Outcome outcome) {
        return (outcome.fell() || matches(required, address)) && !allows(address);
    }

    @Override
    public boolean demands(String address) {
        return matches(required, address) && !allows(address);
    }

    @Override
    public boolean demandsEverywhere(String address) {
        return matches(everywhere, address) && !allows(address);
    }

    /** Whether the user accepts that this is not known. */
    public boolean allows(String address) {
        return matches(allowed, address);
    }

    /** A pattern that is a whole section key stands for everything in it. */
    private static boolean matches(List<AddressPattern> patterns, String address) {
        int slash = address.indexOf('/');
        for (AddressPattern pattern : patterns) {
            if (pattern.matches(address) || (slash > 0 && pattern.matches(address.substring(0, slash)))) {
                return true;
            }
        }
        return false;
    }
}
