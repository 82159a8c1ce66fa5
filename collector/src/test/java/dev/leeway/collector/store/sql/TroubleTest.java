package dev.leeway.collector.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.StoreException;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class TroubleTest {
    @Test
    void aFullDiskIsOneAlsoWhereTheFirstThatCannotGrowLiesBesideTheStore() {
        StoreException full = told(SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);

        assertThat(full.noRoom()).isTrue();
        assertThat(full.getMessage()).startsWith("leeway.db: there is no room ").endsWith("Make room and try again");
        assertThat(told(SQLiteErrorCode.SQLITE_FULL).noRoom()).isTrue();
    }

    @Test
    void aDiskThatFailsOtherwiseIsNotCalledFull() {
        assertThat(told(SQLiteErrorCode.SQLITE_IOERR_READ).noRoom()).isFalse();
    }

    private static StoreException told(SQLiteErrorCode code) {
        return Trouble.of("leeway.db", new SQLiteException("as it was told to", code));
    }
}
