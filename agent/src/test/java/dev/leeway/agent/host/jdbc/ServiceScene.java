package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.probe.database.DatabaseProbe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A host with one service, {@code shop-web}, that works in {@code /srv/shop}. */
final class ServiceScene {
    private final Path directory;
    private final FixtureHost host;
    private final FixtureProcess web;

    ServiceScene(Path directory) {
        this.directory = directory;
        this.host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        host.procFile("/stat", "cpu 1 2 3\nbtime 1000\n");
        FixtureProcess.init(host);
        this.web = FixtureProcess.of(host, 700)
                .runs("/opt/shop", "/opt/shop")
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop");
    }

    /** A real SQLite database at {@code path}. */
    ServiceScene store(String path, String... statements) throws Exception {
        Path file = Files.createTempFile(directory, "made", ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
        host.file(path, Files.readAllBytes(file));
        return this;
    }

    ServiceScene with(String name, String value) {
        web.with(name, value);
        return this;
    }

    /** The service runs in a container. */
    ServiceScene contained() {
        web.cgroup("/system.slice/docker-" + "a1".repeat(32) + ".scope");
        return this;
    }

    FixtureHost host() {
        return host;
    }

    /** What the probe sees. */
    RecordingRecorder seen(boolean connects, DatabaseLogin... configured) throws Exception {
        web.add();
        host.databases(databases(connects, configured));
        return RecordingRecorder.of(new DatabaseProbe(), FixtureServices.foundOn(host), Duration.ofSeconds(30));
    }

    private static ServiceDatabases databases(boolean connects, DatabaseLogin... configured) throws FormatException {
        return new ServiceDatabases(ConfiguredDatabases.of(List.of(configured), Map.of()), connects);
    }
}
