package dev.leeway.agent.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.probe.connection.ConnectionProbe;
import dev.leeway.agent.probe.database.DatabaseProbe;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services whose files give no answer, and processes and descriptors that come and go while somebody looks. */
class RestlessHostTest {
    private static final Duration TIME = Duration.ofSeconds(6);

    @TempDir
    Path directory;

    private final CountDownLatch answer = new CountDownLatch(1);
    private FixtureHost host;

    @BeforeEach
    void startTwoServices() throws Exception {
        host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        host.procFile("/stat", "cpu 1 2 3\nbtime 1000\n");
        FixtureProcess.init(host);
        int pid = 700;
        for (String name : List.of("cart", "shop")) {
            host.file("/srv/" + name + "/.env", "DATABASE_URL=postgres://db-" + name + "/" + name + "\n");
            FixtureProcess.of(host, pid)
                    .runs("/opt/" + name, "/opt/" + name)
                    .cgroup("/system.slice/" + name + ".service")
                    .in("/srv/" + name)
                    .add();
            // A helper of the service, which ends any moment.
            FixtureProcess.of(host, pid + 1)
                    .parent(pid)
                    .runs("/opt/" + name, "/opt/" + name, "worker")
                    .cgroup("/system.slice/" + name + ".service")
                    .in("/srv/" + name)
                    .add();
            host.procLink("/" + pid + "/fd/9", "/srv/" + name + "/.env");
            host.procLink("/" + (pid + 1) + "/fd/9", "/srv/" + name + "/.env");
            pid += 2;
        }
        FixtureServices.foundOn(host);
        host.databases(new ServiceDatabases(ConfiguredDatabases.of(List.of(), Map.of()), false));
    }

    @AfterEach
    void letGo() {
        answer.countDown();
    }

    private RecordingRecorder connections() throws Exception {
        return RecordingRecorder.of(new ConnectionProbe(), host, TIME);
    }

    private RecordingRecorder databases() throws Exception {
        return RecordingRecorder.of(new DatabaseProbe(), host, TIME);
    }

    @Test
    @Timeout(30)
    void aServiceWhoseFilesGiveNoAnswerCostsItsOwnEndpointsAlone() throws Exception {
        String whole = connections().about("shop").toString();
        host.stall("/srv/cart", answer);
        RecordingRecorder seen = connections();
        assertThat(seen.about("cart").outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(seen.about("shop")).hasToString(whole);
        assertThat(seen.about("shop").shown("endpoint[DATABASE_URL]/host")).contains("db-shop");
        assertThat(seen.host().paths()).containsExactly("service[shop]/observed");
        assertThat(seen.host().uncovered()).containsExactly("service[cart]/observed time");
    }

    @Test
    void aServiceWhoseFilesConfoundTheirReaderCostsItsOwnEndpointsAlone() throws Exception {
        host.confound("/srv/cart");
        RecordingRecorder seen = connections();
        assertThat(seen.about("cart").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(seen.about("shop").shown("endpoint[DATABASE_URL]/host")).contains("db-shop");
    }

    @Test
    @Timeout(30)
    void aServiceWhoseFilesGiveNoAnswerLeavesItsOwnDatabasesAloneUnknown() throws Exception {
        host.file("/srv/shop/shop.db", "SQLite format 3\0and nothing that makes sense");
        host.stall("/srv/cart", answer);
        RecordingRecorder seen = databases();
        assertThat(seen.subjects()).containsExactly("shop:shop.db");
        assertThat(seen.host().uncovered())
                .contains("database[cart:*]/observed time", "database[shop:shop.db]/observed format")
                .noneMatch(gap -> gap.startsWith("database[*:*]") || gap.startsWith("database[shop:*]"));
    }

    @Test
    void takesNoDescriptorClosedMeanwhileForAGap() throws Exception {
        String whole = connections().about("shop").toString();
        host.refuse("/proc/702/fd/9", Kind.VANISHED);
        assertThat(connections().about("shop")).hasToString(whole);
        assertThat(databases().host().uncovered()).noneMatch(gap -> gap.contains("shop"));
    }

    @Test
    void takesNoHelperThatEndedMeanwhileForAGap() throws Exception {
        String whole = connections().about("shop").toString();
        host.refuse("/proc/703", Kind.VANISHED);
        assertThat(connections().about("shop")).hasToString(whole);
        assertThat(databases().host().uncovered()).noneMatch(gap -> gap.contains("shop"));
    }

    @Test
    void knowsThatAServiceThatEndedMeanwhileWasNotSeen() throws Exception {
        host.refuse("/proc/702", Kind.VANISHED);
        assertThat(connections().about("shop").uncovered()).anyMatch(gap -> gap.endsWith(" vanished"));
        assertThat(databases().host().uncovered())
                .contains("database[shop:*]/observed vanished")
                .noneMatch(gap -> gap.contains("cart"));
    }
}
