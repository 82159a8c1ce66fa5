package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a snapshot is written, in what form, and what is said of it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SnapshotOutputTest extends CommandScene {

    @Test
    void writesASnapshotAndSaysSoInOneLine() throws Exception {
        assertThat(snapshot("-o", file.toString(), "--environment", "dev", "--role", "web", "--label", "slot=blue"))
                .isZero();
        assertThat(out).hasToString("2 services, 4 facts, 0.0 s · 1 value withheld (leeway-agent snapshot --show)\n");
        assertThat(err.toString()).isEmpty();
        Snapshot snapshot = read(Files.readAllBytes(file));
        assertThat(snapshot.host().name()).isEqualTo("web-01");
        assertThat(snapshot.host().environment()).contains("dev");
        assertThat(snapshot.host().role()).contains("web");
        assertThat(snapshot.host().labels()).containsEntry("slot", "blue");
        assertThat(snapshot.root()).isEqualTo("/");
        assertThat(snapshot.sequence()).isEqualTo(1);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void countsItsSnapshots() throws Exception {
        snapshot("-o", file.toString());
        snapshot("--show");
        snapshot("-o", file.toString(), "--uncounted");
        assertThat(read(Files.readAllBytes(file)).sequence()).isZero();
        snapshot("-o", file.toString());
        assertThat(read(Files.readAllBytes(file)).sequence()).isEqualTo(2);
    }

    @Test
    void writesToStandardOutputAndTheLineToTheOtherStream() throws Exception {
        assertThat(snapshot("-o", "-")).isZero();
        assertThat(read(bytes.toByteArray()).sections()).hasSize(4);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("2 services, 4 facts");
    }

    @Test
    void compressesByName() throws Exception {
        assertThat(snapshot("-o", directory.resolve("mine.json.gz").toString())).isZero();
        byte[] plain = new GZIPInputStream(Files.newInputStream(directory.resolve("mine.json.gz"))).readAllBytes();
        assertThat(read(plain).host().name()).isEqualTo("web-01");
        assertThat(snapshot("-o", "mine.json.zst")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("use .gz");
    }

    @Test
    void showsWhatWouldLeaveAndWhatWouldNot() {
        assertThat(snapshot("--show")).isZero();
        assertThat(out.toString())
                .contains(
                        "web-01 · server",
                        "env[shop-web] · collected · 2 facts",
                        "LOG_LEVEL",
                        "= info   [/etc/shop.env:1]")
                .contains(
                        "= (secret)",
                        "1 value withheld",
                        "leeway-agent disclose",
                        "  DB_PASSWORD   env[shop-web]/DB_PASSWORD\n")
                .contains("<U+001B>[31minfo")
                .doesNotContain("hunter2", "\u001b");
        assertThat(file).doesNotExist();
    }

    @Test
    void namesTheFileAfterTheHostAndTakesNothingElsesPlace() throws Exception {
        // The working directory cannot be changed in one process, so the name is made to lead elsewhere by the host.
        Path named = Path.of("leeway-main-test-host.json").toAbsolutePath();
        Files.writeString(root.resolve("etc/hostname"), "leeway-main-test-host\n");
        try {
            assertThat(snapshot()).isZero();
            assertThat(out.toString()).endsWith(" · leeway-main-test-host.json\n");
            assertThat(snapshot()).isZero();
            Files.writeString(named, "precious");
            assertThat(snapshot()).isEqualTo(ExitCodes.USAGE);
            assertThat(err.toString()).contains("leeway-main-test-host.json: is there and is no snapshot");
            assertThat(named).hasContent("precious");
        } finally {
            Files.deleteIfExists(named);
        }
    }

    @Test
    void replacesNoNamedFileButASnapshotOrAnEmptyOne() throws Exception {
        Files.writeString(file, "environment: precious\n");
        assertThat(snapshot("-o", file.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("mine.json: is there and is no snapshot");
        assertThat(file).hasContent("environment: precious\n");
        for (String name : List.of("empty.json", "packed.json.gz")) {
            Path free = Files.createFile(directory.resolve(name));
            assertThat(snapshot("-o", free.toString())).isZero();
            assertThat(snapshot("-o", free.toString())).isZero();
        }
    }
}
