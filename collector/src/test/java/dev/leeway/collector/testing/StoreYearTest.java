package dev.leeway.collector.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreYearTest {
    @TempDir
    private Path folder;

    @Test
    void costsLittleForAnUnchangedHost() throws Exception {
        StoreYear.Figures few = StoreYear.run(folder.resolve("few.db"), 30, 3, 0);
        StoreYear.Figures many = StoreYear.run(folder.resolve("many.db"), 30, 13, 0);
        assertThat((many.bytes() - few.bytes()) / (many.snapshots() - few.snapshots()))
                .as("bytes for a snapshot that changed nothing")
                .isLessThan(1_000);
    }

    @Test
    void costsWhatChanged() throws Exception {
        StoreYear.Figures still = StoreYear.run(folder.resolve("still.db"), 30, 11, 0);
        StoreYear.Figures moving = StoreYear.run(folder.resolve("moving.db"), 30, 11, 10_000);
        assertThat((moving.bytes() - still.bytes()) / 300)
                .as("bytes for one section of fifty facts that changed")
                .isLessThan(4_000);
    }
}
