package dev.leeway.agent.probe.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseFileTest {
    @ParameterizedTest
    @CsvSource({
        "Eclipse Adoptium, 17.0.9, '', '', eclipse-adoptium-17",
        "'Azul Systems, Inc.', 1.8.0_392, '', '', azul-systems-8",
        "Oracle Corporation, 21.0.1, '', '', oracle-21",
        "Oracle Corporation, 21.0.1, 23.1.1, '', oracle-graalvm-21",
        "GraalVM Community, 21.0.1, 23.1.1, '', graalvm-community-21",
        "AdoptOpenJDK, 11.0.9, '', Openj9, adoptopenjdk-openj9-11",
        "Amazon.com Inc., 11, '', Hotspot, amazon-com-11",
        "N/A, 9, '', '', unknown-9",
        "'', 25-ea, '', '', unknown-25",
        "Debian, '', '', '', debian-unknown",
        "Inc., 17, '', '', inc-17",
        "Red Hat, x, '', '', red-hat-unknown",
        "Eclipse OpenJ9, 11, '', '', eclipse-openj9-11",
        "x9Kq2Zt7Lm4Bw8Rp1Vn5Yc3Hs6Jd0Fg2Qa, 17, '', '', unknown-17"
    })
    void namesAnInstallationByMakerAndFeatureRelease(
            String vendor, String version, String graal, String variant, String key) {
        ReleaseFile release = new ReleaseFile(Map.of(
                "IMPLEMENTOR", vendor, "JAVA_VERSION", version, "GRAALVM_VERSION", graal, "JVM_VARIANT", variant));
        assertThat(release.key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "jdk1.7.0_80, 1.7.0_80, unknown-7",
        "jre-8u202, 1.8.0_202, unknown-8",
        "jdk8u202, 1.8.0_202, unknown-8",
        "java-17-openjdk-amd64, 17, unknown-17",
        "jdk-11.0.2, 11.0.2, unknown-11",
        "kotlin, '', unknown-unknown"
    })
    void guessesTheVersionOfAHomeWithoutReleaseFileFromItsName(String name, String version, String key) {
        ReleaseFile release = ReleaseFile.ofDirectory(name);
        assertThat(release.version().orElse("")).isEqualTo(version);
        assertThat(release.key()).isEqualTo(key);
    }

    @Test
    void readsTheVersionOfTheZonesInsideJava() throws MalformedException {
        assertThat(ZoneDatabase.version(Arrays.copyOf(Stores.zones("2025b"), ZoneDatabase.HEAD)))
                .isEqualTo("2025b");
        for (byte[] bad : new byte[][] {
            new byte[0],
            new byte[64],
            Arrays.copyOf(Stores.zones("2025b"), 12),
            Stores.zones("x".repeat(100)),
            "no zones, but text of some length".getBytes(StandardCharsets.UTF_8)
        }) {
            assertThatThrownBy(() -> ZoneDatabase.version(bad)).isInstanceOf(MalformedException.class);
        }
    }
}
