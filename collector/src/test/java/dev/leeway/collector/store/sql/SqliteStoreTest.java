package dev.leeway.collector.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.SnapshotStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends SnapshotStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected SnapshotStore open() throws Exception {
        return SqlStores.sqlite(folder.resolve("leeway.db"), clock);
    }

    @Test
    void isForNobodyButItsOwner() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("leeway.db"))))
                .isEqualTo("rw-------");
    }
}
