package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseProbeTest {
    @TempDir
    Path directory;

    private RecordingRecorder look(DatabaseServers servers) throws Exception {
        return RecordingRecorder.of(
                new DatabaseProbe(), FixtureHost.in(directory).databases(servers), Duration.ofSeconds(30));
    }

    private static DatabaseTarget target(String name, String engine) {
        return new DatabaseTarget(
                name,
                engine,
                DatabaseTarget.Names.ALL,
                DatabaseTarget.Names.ALL,
                DatabaseTarget.JsonLook.SAMPLE,
                Duration.ofSeconds(20));
    }

    /** Servers that all fail in the same way, and take down how long each was given. */
    private record Failing(Kind kind, List<DatabaseTarget> targets, List<Duration> given) implements DatabaseServers {
        Failing(Kind kind, String... names) {
            this(
                    kind,
                    List.of(names).stream()
                            .map(name -> target(name, "postgresql"))
                            .toList(),
                    new ArrayList<>());
        }

        @Override
        public void session(DatabaseTarget target, DatabaseWork work) throws HostAccessException {
            given.add(target.time());
            throw new HostAccessException(kind, target.name());
        }
    }

    @Test
    void isNotRequestedWhereNoDatabaseIsConfigured() throws Exception {
        RecordingRecorder seen = look(DatabaseServers.NONE);
        assertThat(seen.subjects()).isEmpty();
        assertThat(seen.host().outcome()).isEqualTo(Outcome.NOT_REQUESTED);
    }

    @ParameterizedTest
    @CsvSource({"DENIED, REFUSED", "TIMED_OUT, TIMED_OUT", "ABSENT, FAILED", "VANISHED, FAILED"})
    void saysWhyADatabaseCouldNotBeLookedAt(Kind kind, Outcome outcome) throws Exception {
        RecordingRecorder seen = look(new Failing(kind, "shop"));
        RecordedSection section = seen.about("shop");
        assertThat(section.outcome()).isEqualTo(outcome);
        assertThat(section.reason()).contains("shop: " + kind.text());
        assertThat(seen.host().uncovered()).containsExactly("database[shop]/observed " + kind.text());
    }

    @Test
    void leavesTimeForTheDatabasesAfterOneThatHangs() throws Exception {
        Failing servers = new Failing(Kind.TIMED_OUT, "a", "b", "c");
        look(servers);
        assertThat(servers.given()).hasSize(3);
        assertThat(servers.given().get(0)).isLessThan(Duration.ofSeconds(10));
        assertThat(servers.given().get(2)).isEqualTo(Duration.ofSeconds(20));
    }
}
