package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.snapshot.Meter;
import dev.leeway.agent.snapshot.ProbeCost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostFileTest {
    private static final CostFile.Entry ENV = entry("env", 412);
    private static final CostFile.Entry LATE = new CostFile.Entry(
            new ProbeCost("jdk", false, Duration.ofSeconds(30), Meter.Used.UNKNOWN, 0, 0), Instant.EPOCH, 1000, "0.9");

    @TempDir
    Path directory;

    @Test
    void remembersWhatAProbeCostAndWho() throws Exception {
        file().remember(List.of(ENV, LATE));
        assertThat(file().read())
                .containsEntry("env", ENV)
                .containsEntry("jdk", LATE)
                .hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place())))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("costs");
    }

    @Test
    void keepsWhatIsRememberedOfOtherProbes() {
        file().remember(List.of(ENV, LATE));
        file().remember(List.of(entry("env", 7)));
        assertThat(file().read()).containsEntry("env", entry("env", 7)).containsEntry("jdk", LATE);
    }

    @Test
    void makesNoDirectoryAndKeepsSilentWhereThereIsNone() {
        Path nowhere = directory.resolve("gone");
        new CostFile(Optional.of(nowhere)).remember(List.of(ENV));
        new CostFile(Optional.empty()).remember(List.of(ENV));
        assertThat(nowhere).doesNotExist();
        assertThat(new CostFile(Optional.of(nowhere)).read()).isEmpty();
        assertThat(new CostFile(Optional.empty()).read()).isEmpty();
    }

    @Test
    void takesWhatItDidNotWriteForNothing() throws Exception {
        Files.writeString(place(), "leeway/costs/2\nenv\tx\n");
        assertThat(file().read()).isEmpty();
        Files.writeString(
                place(),
                "leeway/costs/1\nenv\tnever\t0\t1\ttrue\t1\t1\t1\t1\t1\nshort\njdk\t1970-01-01T00:00:00Z\t0\t1\ttrue\tmany\t-\t-\t1\t1\n");
        assertThat(file().read()).isEmpty();
        Files.write(place(), new byte[1 << 20]);
        assertThat(file().read()).isEmpty();
        file().remember(List.of(ENV));
        assertThat(file().read()).hasSize(1);
    }

    @Test
    void followsNoLinkAndReplacesIt() throws Exception {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "leeway/costs/1\n");
        Files.createSymbolicLink(place(), elsewhere);
        assertThat(file().read()).isEmpty();
        file().remember(List.of(ENV));
        assertThat(elsewhere).hasContent("leeway/costs/1\n");
        assertThat(file().read()).hasSize(1);
    }

    @Test
    void holdsNoMoreThanItsBounds() throws Exception {
        file().remember(IntStream.range(0, 500)
                .mapToObj(i -> entry("probe" + i, i))
                .toList());
        assertThat(Files.size(place())).isLessThan(64 << 10);
        assertThat(file().read()).hasSize(100);
    }

    private CostFile file() {
        return new CostFile(Optional.of(directory));
    }

    private Path place() {
        return file().place().orElseThrow();
    }

    private static CostFile.Entry entry(String probe, int facts) {
        Meter.Used used = new Meter.Used(OptionalLong.of(12_345), OptionalLong.of(67));
        return new CostFile.Entry(
                new ProbeCost(probe, true, Duration.ofMillis(31), used, 3, facts), Instant.ofEpochSecond(5), 0, "1.0");
    }
}
