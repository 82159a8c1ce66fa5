package dev.leeway.collector.isolation;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;

import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Databases on servers, as snapshots tell of them. */
abstract class ServerScene {
    static final String EARLY = "2026-11-01T00:00:00Z";
    static final String POLICY = "environments: [{name: dev, networks: [10.1.0.0/16]}, staging, prod]\n";

    static Value tag(int content) {
        return new Value.Secret(List.of(RandomFleet.tag(0, content)), Presence.TAGGED);
    }

    static Value tag(int key, int content) {
        return new Value.Secret(List.of(RandomFleet.tag(key, content)), Presence.TAGGED);
    }

    /** A database on a PostgreSQL server; {@code more} as path, value. */
    static Object[] on(Object identifier, Object instance, String address, String name, Object... more) {
        List<Object> facts = new ArrayList<>(List.of(
                "server/product", "PostgreSQL", "server/port", 5432, "server/database", name, "server/started", EARLY));
        facts.addAll(List.of("server/identifier", identifier, "server/instance", instance));
        if (!address.isEmpty()) {
            facts.addAll(List.of("server/address", address));
        }
        facts.addAll(List.of(more));
        return facts.toArray();
    }

    static Object[] connection(String user) {
        return new Object[] {
            "endpoint[DATABASE_URL]/engine", "postgresql",
            "endpoint[DATABASE_URL]/host", "localhost",
            "endpoint[DATABASE_URL]/address", "127.0.0.1",
            "endpoint[DATABASE_URL]/port", 15_432,
            "endpoint[DATABASE_URL]/target", "localhost:15432/orders",
            "endpoint[DATABASE_URL]/database", "orders",
            "endpoint[DATABASE_URL]/user", user
        };
    }

    static Report report(TestHost dev, TestHost prod) {
        return side("dev", dev).and("prod", prod).policy(POLICY).report();
    }

    static Report report(Object[] dev, Object[] prod) {
        return report(host("a").section("database[shop]", dev), host("b").section("database[orders]", prod));
    }

    static List<String> isolation(Report report) {
        return report.drifts().stream()
                .filter(drift -> drift.address().path().text().matches("(server|client|grant|endpoint).*"))
                .filter(drift -> drift.state().text().matches("shared|unexpected"))
                .filter(drift -> drift.disposition() != Disposition.WITHIN_LEEWAY)
                .map(drift -> drift.state().text() + " " + drift.address().text() + " "
                        + drift.severity().text())
                .toList();
    }

    static String first(Report report) {
        Cause cause = report.causes().get(0);
        return cause.severity().text() + " " + cause.summary();
    }

    static Instant later() {
        return Instant.parse("2026-11-21T00:00:00Z");
    }
}
