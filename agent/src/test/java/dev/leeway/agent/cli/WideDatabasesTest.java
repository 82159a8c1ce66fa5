package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.ChildJvm;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a virtual machine as small as its launcher makes it or smaller, and databases that describe more than fits. */
class WideDatabasesTest {
    @TempDir
    Path directory;

    private Path shop;

    @BeforeEach
    void makesAShop() throws Exception {
        shop = made("shop.db", 3, 4);
    }

    private Path made(String name, int tables, int columns) throws Exception {
        Path file = directory.resolve(name);
        String each = IntStream.range(0, columns)
                .mapToObj(i -> "column_" + i + " text not null default 'x'")
                .collect(Collectors.joining(","));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < tables; i++) {
                statement.execute("create table table_" + i + " (" + each + ")");
            }
            connection.commit();
        }
        return file;
    }

    private ChildJvm.Result look(String heap, Map<String, Path> databases) throws Exception {
        String config = databases.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> "  - {name: " + each.getKey() + ", url: 'jdbc:sqlite:" + each.getValue() + "'}\n")
                .collect(Collectors.joining("", "probes: {time: 120s}\ndatabases:\n", ""));
        return ChildJvm.run(
                directory,
                List.of("-Xmx" + heap, "-Xmn8m", "-XX:TieredStopAtLevel=1"),
                Main.class,
                "snapshot",
                "--uncounted",
                "--only",
                "database",
                "--config",
                Files.writeString(directory.resolve("agent.yaml"), config).toString(),
                "-o",
                directory.resolve("out.json").toString());
    }

    private Section section(String name) throws Exception {
        try (InputStream in = Files.newInputStream(directory.resolve("out.json"))) {
            Snapshot snapshot = SnapshotJson.read(in, "out.json");
            return Optional.ofNullable(snapshot.sections().get(SectionKey.of("database", name)))
                    .orElseThrow();
        }
    }

    @Test
    void oneThatDescribesMoreThanFitsInMemoryCostsItselfAlone() throws Exception {
        ChildJvm.Result result = look("64m", Map.of("wide", made("wide.db", 700, 300), "shop", shop));
        assertThat(result.code()).as(result.output()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.output()).containsPattern("database\\[wide] failed: wide: limit \\(more than [0-9]+ MiB\\)");
        assertThat(result.output()).contains("give the agent more memory: LEEWAY_JAVA_OPTS=-Xmx512m");
        assertThat(section("wide").facts().size()).isZero();
        assertThat(section("shop").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(section("shop").facts().size()).isGreaterThan(40);
    }

    @Test
    @Tag("thorough")
    void manyThatFitAloneAreToldAsFarAsAllFit() throws Exception {
        Path large = made("large.db", 1_000, 10);
        ChildJvm.Result result = look(
                "48m",
                IntStream.range(0, 5).boxed().collect(Collectors.toMap(i -> "large-" + (char) ('a' + i), i -> large)));
        assertThat(result.code()).as(result.output()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(section("large-a").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(section("large-a").facts().size()).isGreaterThan(30_000);
        assertThat(section("large-e").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(section("large-e").reason().orElseThrow()).startsWith("large-e: limit (");
    }

    @Test
    void oneOfFiftyThousandFactsFitsInTheMemoryTheLauncherGives() throws Exception {
        ChildJvm.Result result = look("128m", Map.of("large", made("large.db", 1_500, 10)));
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(section("large").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(section("large").facts().size()).isGreaterThan(51_000);
    }
}
