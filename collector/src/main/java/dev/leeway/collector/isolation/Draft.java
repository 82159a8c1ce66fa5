package dev.leeway.collector.isolation;

import dev.leeway.collector.judge.DriftIds;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.JudgedBy;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Scope;
import java.util.List;
import java.util.Optional;

/** A finding before it is said how grave it is. */
record Draft(String id, Address address, Scope scope, List<String> between, List<EnvironmentValue> values) {
    private static final JudgedBy JUDGE = JudgedBy.leeway(Origin.DEFAULT_POLICY);

    Draft {
        between = List.copyOf(between);
        values = List.copyOf(values);
    }

    /** Named by the other side too, where the address has a drift already. */
    Draft of(SectionSite host) {
        return new Draft(DriftIds.of(id, host.label()), address, scope, between, values);
    }

    /** That environments share something. */
    Finding told(Severity severity, Explanation explanation, JudgedBy judge) {
        return finding(DriftState.SHARED, severity, explanation, judge);
    }

    /** That somebody is where nobody of theirs should be. */
    Finding unexpected(Explanation explanation) {
        return finding(DriftState.UNEXPECTED, Severity.CRITICAL, explanation, JUDGE);
    }

    private Finding finding(DriftState state, Severity severity, Explanation explanation, JudgedBy judge) {
        return new Finding(
                id,
                address,
                scope,
                between,
                state,
                severity,
                Disposition.OPEN,
                values,
                Optional.empty(),
                explanation,
                judge,
                Finding.Nature.FACT);
    }
}
