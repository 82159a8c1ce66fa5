package dev.leeway.collector.store.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short year; the full one is for {@code samples/bench/run.sh 1 mirror}. */
class MirrorYearTest {
    private static final int HOSTS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 1_000;
        case "slow" -> 300;
        default -> 50;
    };

    private static final int NIGHTS = 61;

    @TempDir
    private Path folder;

    @Test
    void staysSmallAndOfFewFiles() throws Exception {
        Path mirror = folder.resolve("mirror.git");
        MirrorYear year = new MirrorYear(HOSTS, 400, mirror);
        year.write(NIGHTS);
        RealGit.check(mirror);
        assertThat(RealGit.run(mirror, "rev-list", "--count", "prod").strip()).isEqualTo("" + NIGHTS);
        assertThat(year.packs()).isLessThanOrEqualTo(25);
        assertThat(RealGit.run(mirror, "count-objects", "-v")).contains("count: 0\n", "garbage: 0\n");
        // A night costs what changed in it: a section, and the directories above it, of which one lists every host.
        assertThat(year.bytes()).isLessThan(300_000L + HOSTS * 3_000L + NIGHTS * (20_000L + 60L * HOSTS));
    }
}
