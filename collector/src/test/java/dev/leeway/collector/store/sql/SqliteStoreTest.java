package dev.leeway.collector.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SideBySide;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.SnapshotStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends SnapshotStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected SnapshotStore open() throws Exception {
        return SqlStores.sqlite(folder.resolve("leeway.db"), clock);
    }

    /** As a collector that starts and a command beside it do. */
    @Test
    void severalMayMakeOneAtOnce() throws Exception {
        for (int round = 0; round < 30; round++) {
            Path file = folder.resolve("new-" + round + ".db");
            List<Callable<Boolean>> tasks = Collections.nCopies(4, () -> {
                SqlStores.sqlite(file, clock).close();
                return true;
            });
            assertThat(SideBySide.run(tasks)).containsOnly(true);
        }
    }

    @Test
    void isForNobodyButItsOwner() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("leeway.db"))))
                .isEqualTo("rw-------");
    }
}
