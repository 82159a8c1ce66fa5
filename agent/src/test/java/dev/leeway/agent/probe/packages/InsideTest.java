package dev.leeway.agent.probe.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Interior;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of images, and not of hosts: what weighs, and what was left over from building. */
class InsideTest {
    private static final String OPENSSL = """
            Package: openssl
            Status: install ok installed
            Installed-Size: 2264
            Architecture: amd64
            Version: 3.0
            """;
    private static final String MUSL = """
            P:musl
            V:1.2.5-r0
            A:x86_64
            S:383459
            I:622592
            """;

    @TempDir
    private Path directory;

    private RecordingRecorder seen(FixtureHost inside) throws Exception {
        FixtureHost host = FixtureHost.in(directory.resolve("host"))
                .file("/var/lib/dpkg/status", OPENSSL)
                .file("/usr/bin/gcc", "");
        return RecordingRecorder.of(
                new PackageProbe(), host.interior(Interior.of(new TreeSet<>(List.of("shop")), inside)));
    }

    private FixtureHost inside() {
        return FixtureHost.in(directory.resolve("inside"));
    }

    @Test
    void tellsWhatPackagesOfAnImageWeighAndNothingOfThoseOfAHost() throws Exception {
        RecordingRecorder seen =
                seen(inside().file("/var/lib/dpkg/status", OPENSSL).file("/lib/apk/db/installed", MUSL));

        assertThat(seen.about("shop").shown("deb[openssl]/size")).contains("2264 KiB");
        assertThat(seen.about("shop").shown("apk[musl]/size")).contains("608 KiB");
        assertThat(seen.host().paths()).doesNotContain("deb[openssl]/size", "compilers");
        assertThat(seen.host().paths()).contains("deb[openssl]/version");
    }

    @Test
    void leavesOutASizeThatIsNone() throws Exception {
        RecordingRecorder seen =
                seen(inside().file("/var/lib/dpkg/status", OPENSSL.replace("2264", "99999999999999999999")));

        assertThat(seen.about("shop").paths()).contains("deb[openssl]/version").doesNotContain("deb[openssl]/size");
    }

    @Test
    void namesCompilersOnTheSearchPathAndWhereImagesOfLanguagesPutThem() throws Exception {
        RecordingRecorder seen = seen(inside().file("/usr/bin/gcc", "")
                .file("/usr/local/go/bin/go", "")
                .file("/usr/lib/jvm/temurin-17/bin/javac", "")
                .file("/usr/bin/make", ""));

        assertThat(seen.about("shop").shown("compilers")).contains("{gcc, go, javac}");
    }

    @Test
    void saysNothingOfCompilersWhereThereIsNone() throws Exception {
        assertThat(seen(inside().file("/var/lib/dpkg/status", OPENSSL))
                        .about("shop")
                        .paths())
                .doesNotContain("compilers");
    }

    @Test
    void doesNotKnowOfCompilersWhereItMayNotLook() throws Exception {
        RecordingRecorder seen = seen(inside().refuse("/usr/lib/jvm", Kind.DENIED));

        assertThat(seen.about("shop").uncovered()).anyMatch(gap -> gap.startsWith("compilers "));
    }
}
