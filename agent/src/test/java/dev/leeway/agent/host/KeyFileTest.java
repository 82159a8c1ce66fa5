package dev.leeway.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.redact.FleetKey;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path directory;

    @Test
    void readsBackTheKeyItWrote() throws Exception {
        Path file = directory.resolve("fleet.key");
        FleetKey key = FleetKey.generate(new SecureRandom());
        KeyFile.create(file, key);
        assertThat(KeyFile.read(file)).containsExactly(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void neverOverwritesAKey() throws Exception {
        Path file = Files.writeString(directory.resolve("fleet.key"), "precious");
        assertThatThrownBy(() -> KeyFile.create(file, FleetKey.generate(new SecureRandom())))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("is there already");
        assertThat(file).hasContent("precious");
        Path link = Files.createSymbolicLink(directory.resolve("link.key"), directory.resolve("nowhere"));
        assertThatThrownBy(() -> KeyFile.create(link, FleetKey.generate(new SecureRandom())))
                .isInstanceOf(FormatException.class);
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws Exception {
        Path file = directory.resolve("fleet.key");
        KeyFile.create(file, FleetKey.generate(new SecureRandom()));
        for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            assertThatThrownBy(() -> KeyFile.read(file))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("others than its owner");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(KeyFile.read(file)).hasSize(1);
    }

    @Test
    void neverRepeatsWhatStandsInAFileThatIsNoKey() throws Exception {
        Path file = Files.writeString(directory.resolve("fleet.key"), "leeway-key-1 hunter2hunter2\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> KeyFile.read(directory.resolve("gone")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("key create");
        assertThatThrownBy(() -> KeyFile.read(directory)).isInstanceOf(FormatException.class);
    }
}
