package dev.leeway.collector.store.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorLockTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhoHoldsIt() throws Exception {
        // As one that was ended, with a longer name, leaves it.
        Files.writeString(folder.resolve(MirrorLock.NAME), "12345678901234567890");
        try (MirrorLock held = MirrorLock.take(folder, 0)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> MirrorLock.take(folder, 100))
                    .isInstanceOf(MirrorException.class)
                    .hasMessageContaining(
                            ": the process " + ProcessHandle.current().pid() + " is writing to the mirror");
        }
        MirrorLock.take(folder, 0).close();
    }

    /** What lies in the file is repeated only where it is the number of a process. */
    @Test
    void repeatsNothingElse() throws Exception {
        try (MirrorLock held = MirrorLock.take(folder, 0)) {
            assertThat(held).isNotNull();
            Files.writeString(folder.resolve(MirrorLock.NAME), "\u001b[31mme");
            assertThatThrownBy(() -> MirrorLock.take(folder, 100))
                    .isInstanceOf(MirrorException.class)
                    .hasMessageContaining(": another process is writing to the mirror");
        }
    }
}
