package dev.leeway.agent.probe.database;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.host.jdbc.ConfiguredDatabases;
import dev.leeway.agent.host.jdbc.DatabaseLogin;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.redact.FleetKey;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.snapshot.HostNames;
import dev.leeway.agent.snapshot.ProbeSelection;
import dev.leeway.agent.snapshot.SnapshotLimits;
import dev.leeway.agent.snapshot.SnapshotRequest;
import dev.leeway.agent.snapshot.SnapshotTaker;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What leaves the host of a database: probe, redactor with a key and all, as in a real snapshot. */
final class LookedAt {
    private static final String NAME = "shop";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T02:00:00Z"), ZoneOffset.UTC);

    /** One for all looks, so that tags compare. */
    private static final FleetKey KEY = FleetKey.generate(new SecureRandom());

    private LookedAt() {}

    /** As the superuser sees it. */
    static Section of(PostgresServer server, String database) throws Exception {
        return of(server.url(database), new LoginSource.Written("postgres"), Duration.ofSeconds(20));
    }

    static Section of(String url, LoginSource user, Duration time) throws Exception {
        return section(snapshot(servers(url, user, LoginSource.NONE, time)));
    }

    /** A database of another engine, all of it. */
    static Section of(String engine, String url, LoginSource user) throws Exception {
        return of(engine, url, user, DatabaseTarget.Names.ALL);
    }

    /** A target as it is, without a user. */
    static Snapshot all(DatabaseTarget target, String url) throws Exception {
        return snapshot(ConfiguredDatabases.of(
                List.of(new DatabaseLogin(target, url, LoginSource.NONE, LoginSource.NONE)), Map.of()));
    }

    /** A database of another engine, but for the tables a target leaves out. */
    static Section of(String engine, String url, LoginSource user, DatabaseTarget.Names tables) throws Exception {
        DatabaseTarget target = new DatabaseTarget(
                NAME, engine, DatabaseTarget.Names.ALL, tables, DatabaseTarget.JsonLook.SAMPLE, Duration.ofSeconds(30));
        return section(snapshot(
                ConfiguredDatabases.of(List.of(new DatabaseLogin(target, url, user, LoginSource.NONE)), Map.of())));
    }

    /** Only these schemas, and not those tables. */
    static Section of(String url, LoginSource user, List<String> schemas, List<String> notTables) throws Exception {
        DatabaseTarget target = new DatabaseTarget(
                NAME,
                "postgresql",
                new DatabaseTarget.Names(schemas, List.of()),
                new DatabaseTarget.Names(List.of(), notTables),
                DatabaseTarget.JsonLook.SAMPLE,
                Duration.ofSeconds(20));
        return section(snapshot(
                ConfiguredDatabases.of(List.of(new DatabaseLogin(target, url, user, LoginSource.NONE)), Map.of())));
    }

    static ConfiguredDatabases servers(String url, LoginSource user, LoginSource password, Duration time)
            throws FormatException {
        DatabaseTarget target = new DatabaseTarget(
                NAME,
                "postgresql",
                DatabaseTarget.Names.ALL,
                DatabaseTarget.Names.ALL,
                DatabaseTarget.JsonLook.SAMPLE,
                time);
        return ConfiguredDatabases.of(
                List.of(new DatabaseLogin(target, url, user, password)), Map.of("THE_PASSWORD", "postgres"));
    }

    static Section section(Snapshot snapshot) {
        return requireNonNull(snapshot.sections().get(SectionKey.of("database", NAME)), "no section");
    }

    static Snapshot snapshot(DatabaseServers servers) throws Exception {
        return snapshot(servers, Redactor.keyed(List.of(KEY), new RedactionRules(List.of(), List.of())));
    }

    /** As a host without the fleet's key sees it. */
    static Snapshot snapshotWithoutKey(DatabaseServers servers) throws Exception {
        return snapshot(servers, Redactor.keyless(new RedactionRules(List.of(), List.of())));
    }

    private static Snapshot snapshot(DatabaseServers servers, Redactor redactor) throws Exception {
        HostView host = FixtureHost.in(Path.of("target", "empty-host")).databases(servers);
        return new SnapshotTaker(
                        List.of(new DatabaseProbe()), redactor, CatalogueReader::builtIn, SnapshotLimits.DEFAULT, CLOCK)
                .take(
                        new SnapshotRequest(
                                new Host("h", Optional.empty(), Optional.empty(), HostKind.SERVER, new TreeMap<>()),
                                new HostNames(Set.of("h"), Set.of()),
                                "/",
                                new AgentInfo("1.0.0", 0),
                                1,
                                new ProbeSelection(Set.of(), Set.of())),
                        host);
    }
}
