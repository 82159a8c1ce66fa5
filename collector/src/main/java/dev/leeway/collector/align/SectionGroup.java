package dev.leeway.collector.align;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.Scope;
import java.util.List;

/**
 * What every environment says under one section key about one service or role.
 *
 * @param scope whose facts these are
 * @param key with its subject renamed as the policy says
 * @param environments in promotion order, one for each that takes part in the comparison
 */
public record SectionGroup(Scope scope, SectionKey key, List<EnvironmentSections> environments) {
    public SectionGroup {
        requireNonNull(scope, "scope is null");
        requireNonNull(key, "key is null");
        environments = List.copyOf(environments);
    }
}
