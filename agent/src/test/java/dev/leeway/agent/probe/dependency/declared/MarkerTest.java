package dev.leeway.agent.probe.dependency.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.dependency.declared.Marker.Truth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {
    private static final Map<String, String> KNOWN =
            Map.of("python_version", "3.11", "python_full_version", "3.11.7", "sys_platform", "linux", "extra", "");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "python_version >= '3.9' | YES",
                "python_version < \"3.9\" | NO",
                "python_version < '3.11' | NO",
                "'3.9' <= python_version | YES",
                "python_full_version <= '3.11.0a6' | UNKNOWN",
                "python_full_version < '3.11.8' | YES",
                "python_version == '3.*' | YES",
                "python_version == '3.1.*' | NO",
                "sys_platform == 'win32' | NO",
                "sys_platform != 'win32' and python_version >= '3.8' | YES",
                "sys_platform == 'win32' or python_version >= '3.8' | YES",
                "sys_platform == 'win32' and platform_machine == 'x86_64' | NO",
                "sys_platform == 'linux' and platform_machine == 'x86_64' | UNKNOWN",
                "platform_machine == 'x86_64' or sys_platform == 'linux' | YES",
                "(python_version < '3' or sys_platform == 'linux') and extra == 'test' | NO",
                "'lin' in sys_platform | YES",
                "sys_platform not in 'win32 cygwin' | YES",
                "python_version ~= '3.8' | UNKNOWN"
            })
    void holdsAsPythonSays(String marker, Truth truth) {
        assertThat(Marker.holds(marker, KNOWN)).isEqualTo(truth);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "python ^3.8",
                "python_version",
                "python_version >=",
                "(python_version >= '3'",
                "python_version >= '3') or",
                "sys_platform == 'linux' sys_platform",
                "and and and",
                "python_version >= '99999999999'",
                "'unclosed"
            })
    void knowsNothingOfWhatIsNoMarker(String marker) {
        assertThat(Marker.holds(marker, KNOWN)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void endsOnHostileMarkers() {
        assertThat(Marker.holds("(".repeat(1_900), KNOWN)).isEqualTo(Truth.UNKNOWN);
        assertThat(Marker.holds("sys_platform == 'linux' or ".repeat(500), KNOWN))
                .isEqualTo(Truth.UNKNOWN);
    }
}
