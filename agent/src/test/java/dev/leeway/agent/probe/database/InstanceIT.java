package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.engine.Relay;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which server it is, by whatever way it is reached, and that a copy of its files and another server are told from it. */
class InstanceIT {
    private static final LoginSource USER = new LoginSource.Written("postgres");
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final String IDENTIFIER = "server/identifier";
    private static final String INSTANCE = "server/instance";
    private static final String DATABASE = "server/database";

    private static Optional<Value> fact(Section section, String path) {
        return section.facts().find(FactPath.parse(path));
    }

    private static Section at(String host, int port, String database) throws Exception {
        return LookedAt.of("jdbc:postgresql://" + host + ":" + port + "/" + database, USER, TIME);
    }

    @Test
    void knowsAServerUnderAnotherNameAndThroughATunnel() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = server.database();
        Section plain = at("localhost", server.port(), database);
        try (Relay tunnel = new Relay(server.port(), Long.MAX_VALUE, Relay.Then.CLOSE)) {
            for (Section other :
                    List.of(at("127.0.0.1", server.port(), database), at("localhost", tunnel.port(), database))) {
                for (String path : List.of(IDENTIFIER, INSTANCE, DATABASE, "server/port")) {
                    assertThat(fact(other, path)).as(path).isPresent().isEqualTo(fact(plain, path));
                }
            }
        }
        Section beside = at("localhost", server.port(), server.database());
        assertThat(fact(beside, INSTANCE)).isEqualTo(fact(plain, INSTANCE));
        assertThat(fact(beside, DATABASE)).isNotEqualTo(fact(plain, DATABASE));
    }

    @Test
    void tellsACopyOfTheDataDirectoryFromTheServer(@TempDir Path directory) throws Exception {
        try (PostgresServer.Own own = PostgresServer.own(PostgresServer.NEW)) {
            String database = own.server().database();
            own.server().execute("postgres", "checkpoint");
            Path copied = directory.resolve("copy");
            copy(own.data(), copied);
            try (PostgresServer.Own copy = PostgresServer.on(PostgresServer.NEW, copied)) {
                Section original = at("localhost", own.server().port(), database);
                Section twin = at("localhost", copy.server().port(), database);
                assertThat(fact(twin, IDENTIFIER)).isPresent().isEqualTo(fact(original, IDENTIFIER));
                assertThat(fact(twin, INSTANCE)).isPresent().isNotEqualTo(fact(original, INSTANCE));
                assertThat(fact(twin, "server/port")).isPresent().isNotEqualTo(fact(original, "server/port"));
                // Each ran before the other was looked at, so that neither is the other started anew.
                assertThat(fact(twin, "server/started")).isPresent();
                assertThat(fact(original, "server/started")).isPresent();
            }
        }
    }

    @Test
    void tellsServersApartThatHaveNothingInCommon() throws Exception {
        PostgresServer old = PostgresServer.of(PostgresServer.OLD);
        PostgresServer other = PostgresServer.of(PostgresServer.NEW);
        Section one = at("localhost", old.port(), old.database());
        Section two = at("localhost", other.port(), other.database());
        for (String path : List.of(IDENTIFIER, INSTANCE)) {
            assertThat(fact(one, path)).as(path).isPresent().isNotEqualTo(fact(two, path));
        }
    }

    /** As a crash would leave it; the copy recovers from its log. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectory(
                            target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                } else if (!file.getFileName().toString().matches("postmaster\\..*|epg-lock")) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
