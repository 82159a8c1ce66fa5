package dev.leeway.collector.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Holds our answer for generated Debian versions against that of dpkg itself. */
class DebOrderAgainstDpkgTest {
    private static final String[] PIECES = {
        "0", "1", "2", "9", "10", "01", ".", "+", "~", "a", "rc", "deb12u", "git", "-", "ubuntu", "z"
    };
    private static final int PAIRS = 150;

    @Test
    void agreesWithDpkgOnGeneratedPairs() throws IOException, InterruptedException {
        boolean here = Files.isExecutable(Path.of("/usr/bin/dpkg"));
        assumeTrue(here || "all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES")), "dpkg is not on this machine");
        Random random = new Random(20261121);
        for (int i = 0; i < PAIRS; i++) {
            String one = version(random);
            String other = version(random);
            int ours = VersionOrder.compare(
                            new Value.Version(one, VersionScheme.DEB), new Value.Version(other, VersionScheme.DEB))
                    .orElseThrow(() -> new AssertionError("does not order: " + one + " and " + other));
            String relation = ours < 0 ? "lt" : ours > 0 ? "gt" : "eq";
            assertThat(dpkgAgrees(one, relation, other))
                    .as("%s %s %s", one, relation, other)
                    .isTrue();
        }
    }

    private static String version(Random random) {
        StringBuilder version = new StringBuilder(random.nextInt(4) == 0 ? random.nextInt(3) + ":" : "");
        version.append(random.nextInt(12));
        int pieces = random.nextInt(7);
        for (int i = 0; i < pieces; i++) {
            version.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return version.append(random.nextInt(3)).toString();
    }

    private static boolean dpkgAgrees(String one, String relation, String other)
            throws IOException, InterruptedException {
        Process dpkg = new ProcessBuilder("/usr/bin/dpkg", "--compare-versions", one, relation, other).start();
        assertThat(dpkg.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return dpkg.exitValue() == 0;
    }
}
