package dev.leeway.samples.study;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Databases of two servers that really run, one of production and one of whatever comes before, each pair's own a copy of the sample shop's. */
final class StudiedDatabases implements AutoCloseable {
    private static final Path SHOP = Program.REPOSITORY.resolve("samples/hosts/shop/database");
    private static final Path SCHEMA =
            Program.REPOSITORY.resolve("agent/src/test/resources/database/postgresql/shop.sql");
    private static final String MORE = """
            create table app.notes (id bigint generated always as identity primary key, body jsonb not null);
            insert into app.notes (body) select jsonb_build_object('kind', 'call', 'minutes', n) from generate_series(1, 300) n;
            create role shop_app login;
            grant usage on schema app to shop_app;
            grant select, insert, update on app.orders, app.customers to shop_app;
            """;

    private final Path scratch;
    private final PostgresServer.Own before;
    private final PostgresServer.Own prod;
    private final IdentityHashMap<PostgresServer, String> bases = new IdentityHashMap<>();
    private final Map<String, Path> unchanged = new TreeMap<>();

    private StudiedDatabases(Path scratch, PostgresServer.Own before, PostgresServer.Own prod) {
        this.scratch = scratch;
        this.before = before;
        this.prod = prod;
    }

    /** Starts both; skips the test where there is no server to start. */
    static StudiedDatabases in(Path scratch) throws Exception {
        Needs.command("python3");
        StudiedDatabases databases = new StudiedDatabases(
                scratch, PostgresServer.own(PostgresServer.NEW), PostgresServer.own(PostgresServer.NEW));
        Ran key = Program.agent()
                .run(
                        scratch,
                        "key",
                        "create",
                        "-o",
                        scratch.resolve("fleet.key").toString());
        Ran migrations = Program.of(
                        "python3",
                        SHOP.resolve("flyway.py").toString(),
                        SHOP.resolve("migrations").toString(),
                        "4")
                .run(scratch);
        if (key.exit() != 0 || migrations.exit() != 0) {
            throw new IOException(key.err() + migrations.err());
        }
        String schema = Files.readString(SCHEMA, StandardCharsets.UTF_8);
        for (PostgresServer each : new PostgresServer[] {databases.before.server(), databases.prod.server()}) {
            String base = each.database();
            each.execute(base, migrations.out() + schema + MORE);
            databases.bases.put(each, base);
        }
        return databases;
    }

    /** What the comparison of a pair says. */
    Report compared(Pair pair) throws Exception {
        Path place = Files.createTempDirectory(scratch, "pair");
        boolean same = pair.on().equals("same");
        Path earlier = Files.createDirectories(place.resolve(pair.earlier())).resolve("host.json");
        Path later = Files.createDirectories(place.resolve("prod")).resolve("host.json");
        Files.copy(
                pair.other().isBlank()
                        ? unchanged(pair.earlier())
                        : planted(before.server(), pair.earlier(), pair.other(), ""),
                earlier);
        Files.copy(planted(same ? before.server() : prod.server(), "prod", pair.plant(), pair.after()), later);
        return Reports.of(place, pair);
    }

    private Path unchanged(String environment) throws Exception {
        Path known = unchanged.get(environment);
        if (known == null) {
            known = planted(before.server(), environment, "", "");
            unchanged.put(environment, known);
        }
        return known;
    }

    private Path planted(PostgresServer server, String environment, String plant, String after) throws Exception {
        String database = server.copy(bases.getOrDefault(server, ""));
        try {
            execute(server, database, plant);
            return taken(server.url(database), environment);
        } finally {
            server.drop(database);
            execute(server, "postgres", after);
        }
    }

    private static void execute(PostgresServer server, String database, String lines) throws SQLException {
        for (String line : lines.lines().toList()) {
            server.execute(database, line.replace("{database}", database));
        }
    }

    private Path taken(String url, String environment) throws IOException, InterruptedException {
        Path config = Files.createTempFile(scratch, "agent", ".yaml");
        Files.writeString(config, """
                keys: [%s]
                databases:
                  - name: shop
                    url: "%s"
                    user: postgres
                    migrations: [%s]
                    json: {scan: full}
                """.formatted(scratch.resolve("fleet.key"), url, SHOP.resolve("migrations")));
        return Taken.with(
                        Program.agent(),
                        scratch,
                        "--config",
                        config.toString(),
                        "--environment",
                        environment,
                        "--only",
                        "database")
                .file();
    }

    @Override
    public void close() throws IOException {
        before.close();
        prod.close();
    }
}
