package dev.leeway.collector.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionOrderTest {
    @ParameterizedTest(name = "{0}: {1} < {2}")
    @CsvSource({
        "DEB, 1.0~rc1-1, 1.0-1",
        "DEB, 1.0-1, 1:0.1-1",
        "DEB, 2.36-9+deb12u9, 2.36-9+deb12u10",
        "DEB, 3.0.9, 3.0.15",
        "RPM, 1.0~beta-1, 1.0-1",
        "RPM, 4.18.0-372.el8, 4.18.0-425.el8",
        "RPM, 2.0-1, 1:1.0-1",
        "RPM, 1.0-1, 1.0^git1-1",
        "APK, 1.2.3-r0, 1.2.3-r1",
        "APK, 1.2_rc1, 1.2",
        "APK, 1.2, 1.2_p1",
        "APK, 1.2_alpha3, 1.2_beta1",
        "APK, 1.2, 1.2a",
        "APK, 1.9, 1.10",
        "APK, 1.01, 1.1",
        "MAVEN, 1.0-SNAPSHOT, 1.0",
        "MAVEN, 1.0-alpha-1, 1.0-beta-1",
        "MAVEN, 2.9.1, 2.10.0",
        "SEMVER, 1.0.0-rc.1, 1.0.0",
        "SEMVER, 9.9.9, 10.0.0",
        "GO, v1.2.3, v1.10.0",
        "GO, v0.0.0-20200101000000-abcdefabcdef, v0.0.0-20210101000000-abcdefabcdef",
        "PEP440, 1.0.dev1, 1.0a1",
        "PEP440, 1.0a1, 1.0b1",
        "PEP440, 1.0rc1, 1.0",
        "PEP440, 1.0, 1.0.post1",
        "PEP440, 1.0.post1.dev1, 1.0.post1",
        "PEP440, 1.0, 1.0+local.1",
        "PEP440, 2024.1, 1!0.1",
        "GEM, 1.0.pre1, 1.0",
        "GEM, 1.0.0-beta, 1.0.0",
        "GEM, 1.9, 1.10",
        "JDK, 17.0.9+9, 17.0.15+6",
        "JDK, 1.8.0_392, 1.8.0_402-b06",
        "JDK, 1.8.0_402, 11.0.2",
        "JDK, 21-ea+3, 21",
        "JDK, 17.0.15+5, 17.0.15+6-LTS",
        "GENERIC, 1.0-rc1, 1.0",
        "GENERIC, 9.9, 9.10",
        "GENERIC, 1.1.1v, 1.1.1w",
        "GENERIC, 2024a, 2024b",
        "GENERIC, 5.10.0-21, 6.1.0-18"
    })
    void ordersOlderBeforeNewer(VersionScheme scheme, String older, String newer) {
        assertThat(compare(scheme, older, newer)).hasValue(-1);
        assertThat(compare(scheme, newer, older)).hasValue(1);
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource({
        "PEP440, 1.0, 1.0.0",
        "PEP440, 1.0-1, 1.0.post1",
        "PEP440, v1.0RC1, 1.0c1",
        "JDK, 21, 21.0.0",
        "JDK, 1.8.0_402-b06, 8.0.402+6",
        "GENERIC, 1.0, 1.00",
        "GENERIC, 1.0, 1.0.0",
        "GENERIC, v2.1, 2.1",
        "GEM, 1.0, 1.0.0",
        "MAVEN, 1.0, 1.0.0",
        "DEB, 0:1.0-1, 1.0-1"
    })
    void findsNeitherNewerWhereOnlyTheSpellingDiffers(VersionScheme scheme, String one, String other) {
        assertThat(compare(scheme, one, other)).hasValue(0);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "APK, not-a-version",
        "PEP440, 1.0-final-final",
        "JDK, seventeen",
        "GENERIC, unknown",
        "GEM, ''",
        "DEB, ''"
    })
    void ordersWithNothingWhatIsNoVersion(VersionScheme scheme, String text) {
        assertThat(compare(scheme, text, "1.0")).isEmpty();
    }

    @Test
    void neverOrdersAcrossSchemes() {
        assertThat(VersionOrder.compare(
                        new Value.Version("1.0", VersionScheme.DEB), new Value.Version("2.0", VersionScheme.RPM)))
                .isEmpty();
    }

    @Test
    void comparesNumbersOfAnyLength() {
        String huge = "9".repeat(10_000);
        assertThat(compare(VersionScheme.GENERIC, "1." + huge, "1." + huge + "0"))
                .hasValue(-1);
    }

    private static OptionalInt compare(VersionScheme scheme, String one, String other) {
        return VersionOrder.compare(new Value.Version(one, scheme), new Value.Version(other, scheme));
    }
}
