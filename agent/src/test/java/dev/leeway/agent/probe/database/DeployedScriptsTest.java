package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.endpoint.EndpointText;
import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.probe.database.script.ScriptFile;
import dev.leeway.agent.probe.database.script.ScriptTool;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.FixtureHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where scripts are looked for, and whose. */
class DeployedScriptsTest {
    @TempDir
    Path directory;

    private FixtureHost host;
    private Optional<FixtureHost> seen = Optional.empty();

    @BeforeEach
    void start() {
        host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n").procFile("/stat", "cpu 1 2 3\nbtime 1000\n");
        FixtureProcess.init(host);
        host.file("/etc/hosts", "127.0.0.1 localhost\n192.0.2.10 db-1 db-alias\n");
    }

    private void service(String url, String... command) {
        FixtureProcess.of(host, 700)
                .runs(command[0], command)
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop")
                .with("DATABASE_URL", url)
                .add();
    }

    private FoundScripts found(String url, String... places) throws Exception {
        DatabaseTarget target = new DatabaseTarget(
                "shop",
                "postgresql",
                DatabaseTarget.Names.ALL,
                DatabaseTarget.Names.ALL,
                DatabaseTarget.JsonLook.SAMPLE,
                Duration.ofSeconds(20),
                new DatabaseTarget.Scripts(List.of(places), EndpointText.url(url)));
        if (seen.isEmpty()) {
            seen = Optional.of(FixtureServices.foundOn(host));
        }
        return new DeployedScripts(seen.get()).of(target);
    }

    private static List<String> paths(FoundScripts found) {
        return found.files().stream().map(ScriptFile::path).sorted().toList();
    }

    private static byte[] jar(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void looksAtTheUsualPlacesOfServicesThatUseTheDatabase() throws Exception {
        host.file("/srv/shop/db/migration/V1__a.sql", "x").file("/srv/shop/db/notes.txt", "x");
        host.file("/srv/shop/shop/migrations/0001_initial.py", "x").file("/srv/shop/data/V9__no.sql", "x");
        host.file("/srv/shop/node_modules/x/prisma/migrations/1_a/migration.sql", "x");
        host.file("/srv/shop/prisma/migrations/1_a/migration.sql", "x");
        service("postgres://app:hunter2@db-alias/shop", "/opt/shop");
        assertThat(paths(found("jdbc:postgresql://db-1:5432/shop")))
                .containsExactly(
                        "db/migration/V1__a.sql",
                        "prisma/migrations/1_a/migration.sql",
                        "shop/migrations/0001_initial.py");
    }

    @Test
    void leavesServicesOfOtherDatabasesAlone() throws Exception {
        host.file("/srv/shop/db/migration/V1__a.sql", "x");
        service("postgres://app@db-1:5432/other", "/opt/shop");
        assertThat(paths(found("jdbc:postgresql://db-1:5432/shop"))).isEmpty();
        assertThat(paths(found("jdbc:postgresql://db-1:5433/other"))).isEmpty();
        assertThat(paths(found("jdbc:mysql://db-1:5432/other"))).isEmpty();
        assertThat(paths(found("jdbc:postgresql://192.0.2.10/other"))).hasSize(1);
    }

    @Test
    void looksIntoTheServicesOwnArchiveAndTheModulesInIt() throws Exception {
        byte[] module = jar(Map.of("db/migration/V2__b.sql", text("b"), "org/x/A.class", text("c")));
        host.file(
                "/srv/shop/app.jar",
                jar(Map.of(
                        "BOOT-INF/classes/db/migration/V1__a.sql", text("a".repeat(40_000)),
                        "BOOT-INF/classes/db/migration/V3__J.class", text("j"),
                        "BOOT-INF/classes/db/changelog/db.changelog-master.yaml", text("y"),
                        "BOOT-INF/classes/secret.sql", text("s"),
                        "BOOT-INF/lib/module.jar", module)));
        service("postgres://app@localhost:5432/shop", "/usr/bin/java", "-jar", "app.jar");
        FoundScripts found = found("jdbc:postgresql://127.0.0.1/shop");
        assertThat(paths(found))
                .contains("db/migration/V1__a.sql", "db/migration/V2__b.sql", "db/migration/V3__J.class")
                .contains("db/changelog/db.changelog-master.yaml");
        assertThat(found.files().stream()
                        .filter(file -> file.path().endsWith("V1__a.sql"))
                        .findFirst()
                        .orElseThrow()
                        .content()
                        .orElseThrow())
                .hasSize(40_000);
        assertThat(found.gap(ScriptTool.FLYWAY)).isEmpty();
    }

    @Test
    void takesWhateverLiesAtAPlaceTheUserNamed() throws Exception {
        host.file("/opt/sql/any/V1__a.sql", "x").file("/opt/sql/any/notes.md", "x");
        FoundScripts found = found("jdbc:postgresql://db-1/shop", "/opt/sql");
        assertThat(paths(found)).containsExactly("opt/sql/any/V1__a.sql");
        assertThat(found.expected()).isTrue();
    }

    @Test
    void saysOfWhichToolsItCouldNotSeeAllScripts() throws Exception {
        host.file("/opt/sql/V1__a.sql", "x").file("/opt/sql/0001_a.py", "x").deny("/opt/sql/0001_a.py");
        FoundScripts found = found("jdbc:postgresql://db-1/shop", "/opt/sql");
        assertThat(found.gap(ScriptTool.FLYWAY)).isEmpty();
        assertThat(found.gap(ScriptTool.DJANGO)).contains(Kind.DENIED);
        assertThat(found("jdbc:postgresql://db-1/shop", "/opt/nothing").gap(ScriptTool.FLYWAY))
                .contains(Kind.ABSENT);
        host.deny("/opt/sql");
        assertThat(found("jdbc:postgresql://db-1/shop", "/opt/sql").gap(ScriptTool.FLYWAY))
                .contains(Kind.DENIED);
    }
}
