package dev.leeway.agent.format.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ZipQuineTest {
    @Test
    void isWhatItHolds() throws IOException {
        byte[] quine = ZipQuine.bytes();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(quine))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo(ZipQuine.NAME);
            assertThat(zip.readAllBytes()).isEqualTo(quine);
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    @Test
    @Timeout(10)
    void endsAtTheDepthThatIsAllowedAndSaysSo() {
        ArchiveContent read = TestArchive.read(ZipQuine.bytes(), ZipQuine.NAME);
        int depth = 0;
        Archive level = read.archive();
        while (!level.nested().isEmpty()) {
            assertThat(level.nested()).hasSize(1);
            level = level.nested().get(0);
            depth++;
        }
        assertThat(depth).isEqualTo(ArchiveLimits.standard().depth() + 1);
        assertThat(read.skipped()).hasSize(1);
        assertThat(read.skipped().get(0).reason()).isEqualTo(SkipReason.LIMIT);
        assertThat(read.skipped().get(0).detail()).contains("nested deeper");
    }
}
