package dev.leeway.collector.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.policy.Distance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionDistanceTest {
    @ParameterizedTest(name = "{0}: {1} to {2} is {3}")
    @CsvSource({
        "DEB, 3.0.15-1, 3.0.15-2, BUILD",
        "DEB, 3.0.14-1, 3.0.15-1, PATCH",
        "DEB, 1:2.39-1, 2:1.0-1, MAJOR",
        "DEB, 2.36-9+deb12u9, 2.36-9+deb12u10, BUILD",
        "DEB, 15.6-0+deb12u1, 15.7-0+deb12u1, MINOR",
        "RPM, 4.18.0-372, 4.18.0-425, BUILD",
        "APK, 3.1.4-r0, 3.1.4-r5, BUILD",
        "APK, 3.0.1-r0, 3.1.4-r5, MINOR",
        "JDK, 17.0.9+9, 17.0.15+6, PATCH",
        "JDK, 17.0.15+5, 17.0.15+6, BUILD",
        "JDK, 1.8.0_392, 1.8.0_402, PATCH",
        "JDK, 1.8.0_402, 11.0.22, MAJOR",
        "MAVEN, 2.15.1, 2.16.0, MINOR",
        "MAVEN, 1.0-SNAPSHOT, 1.0, BUILD",
        "GO, v1.2.3, v1.2.4, PATCH",
        "PEP440, 1!1.0, 2!1.0, MAJOR",
        "GENERIC, 6.1.0-18, 6.1.0-21, BUILD",
        "GENERIC, 2024a, 2024b, BUILD"
    })
    void namesTheFirstNumberThatDiffers(VersionScheme scheme, String older, String newer, Distance distance) {
        Value.Version a = new Value.Version(older, scheme);
        Value.Version b = new Value.Version(newer, scheme);
        assertThat(VersionDistance.between(a, b)).contains(distance);
        assertThat(VersionDistance.between(b, a)).contains(distance);
    }

    @Test
    void hasNoDistanceWhereNeitherIsNewer() {
        assertThat(VersionDistance.between(
                        new Value.Version("1.0", VersionScheme.PEP440),
                        new Value.Version("1.0.0", VersionScheme.PEP440)))
                .isEmpty();
    }
}
