package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.endpoint.EndpointText;
import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which roles of services are told, and whose name never is. */
class ServiceRolesTest {
    private static final String AT = "used-by[shop-web]/role";

    @TempDir
    Path directory;

    private FixtureHost host;

    @BeforeEach
    void start() {
        host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n").procFile("/stat", "cpu 1 2 3\nbtime 1000\n");
        FixtureProcess.init(host);
        host.file("/etc/hosts", "127.0.0.1 localhost\n192.0.2.10 db-1 db-alias\n");
    }

    private RecordedSection told(String url, String... roles) throws Exception {
        FixtureProcess.of(host, 700)
                .runs("/usr/bin/shop", "/usr/bin/shop")
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop")
                .with("DATABASE_URL", url)
                .add();
        List<Database.Role> known = Stream.concat(
                        Stream.of(role("leeway_reader", true)), Stream.of(roles).map(name -> role(name, false)))
                .toList();
        RecordedSection section = new RecordedSection();
        new ServiceRoles(
                        FixtureServices.foundOn(host),
                        EndpointText.url("jdbc:postgresql://db-alias:5432/shop").orElseThrow())
                .record(known, List.of(), section);
        return section;
    }

    private static Database.Role role(String name, boolean self) {
        return new Database.Role(name, self, new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    @Test
    void tellsTheRoleAServiceLogsInAs() throws Exception {
        assertThat(told("postgres://shop_app:s3cret@db-1:5432/shop", "shop_app", "other")
                        .shown(AT))
                .hasValueSatisfying(
                        role -> assertThat(role).contains("shop_app").doesNotContain("other"));
    }

    @Test
    void callsItAsAllFactsDo() throws Exception {
        assertThat(told("postgres://leeway_reader:s3cret@db-1:5432/shop").shown(AT))
                .hasValueSatisfying(role -> assertThat(role).contains("{self}"));
    }

    /** Names of people, names the database does not know, and services that lead elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "postgres://anna.berg:s3cret@db-1:5432/shop,anna.berg",
        "postgres://unheard_of:s3cret@db-1:5432/shop,shop_app",
        "postgres://shop_app:s3cret@db-1:5432/bills,shop_app",
        "postgres://shop_app:s3cret@db-2:5432/shop,shop_app"
    })
    void tellsNobodyElse(String url, String role) throws Exception {
        assertThat(told(url, role).paths()).isEmpty();
    }
}
