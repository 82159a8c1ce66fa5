package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Report;

/** Two environments that differ in one fact, under a policy. */
abstract class PolicyScene {
    static Report variables(String policy, Object dev, Object prod) {
        return side("dev", host("a").section("env[shop]", "X", dev))
                .and("prod", host("b").section("env[shop]", "X", prod))
                .policy(policy)
                .report();
    }

    static Report versions(String fact, String scheme, String earlier, String one, String later, String other) {
        VersionScheme known = VersionScheme.of(scheme).orElseThrow();
        String section = fact.substring(0, fact.indexOf('/'));
        String path = fact.substring(fact.indexOf('/') + 1);
        return side(earlier, host("a").section(section, path, new Value.Version(one, known)))
                .and(later, host("b").section(section, path, new Value.Version(other, known)))
                .report();
    }

    static Report database(String policy, String dev, String prod) {
        return side("dev", host("a").section("env[shop]", "DATABASE_URL/host", dev))
                .and("prod", host("b").section("env[shop]", "DATABASE_URL/host", prod))
                .policy(policy)
                .report();
    }
}
