package dev.leeway.collector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.fact.Network;
import dev.leeway.schema.json.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkReaderTest {
    private static String policy(String dev, String prod) {
        return "environments: [{name: dev, networks: [" + dev + "]}, {name: prod, networks: [" + prod + "]}]\n";
    }

    @Test
    void readsTheNetworksOfEachEnvironment() throws FormatException {
        var environments = PolicyReader.read(
                        policy("10.1.0.0/16, \"2001:db8:1::/48\"", "\"10.2.0.0/24\""), "leeway.yaml")
                .environments();

        assertThat(environments.get(0).networks())
                .extracting(Network::text)
                .containsExactly("10.1.0.0/16", "2001:db8:1::/48");
        assertThat(environments.get(1).networks()).extracting(Network::text).containsExactly("10.2.0.0/24");
    }

    @Test
    void needsNone() throws FormatException {
        assertThat(PolicyReader.read("environments: [dev, {name: prod, networks: []}]\n", "leeway.yaml")
                        .environments())
                .allMatch(environment -> environment.networks().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    10.1.0.0/33       | 10.2.0.0/16   | is no network
                    office            | 10.2.0.0/16   | is no network
                    10.1.0.0/25       | 10.2.0.0/16   | narrower than what agents tell
                    10.1.2.3          | 10.2.0.0/16   | narrower than what agents tell
                    "2001:db8::/49"   | 10.2.0.0/16   | narrower than what agents tell
                    10.1.0.0/16       | 10.1.2.0/24   | overlap
                    10.1.2.0/24       | 10.1.0.0/16   | overlap
                    "2001:db8::/32"   | "2001:db8:1::/48" | overlap
                    """)
    void refusesWhatTellsNothing(String dev, String prod, String what) {
        assertThatThrownBy(() -> PolicyReader.read(policy(dev, prod), "leeway.yaml"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("leeway.yaml:1:")
                .hasMessageContaining(what);
    }

    @Test
    void letsNetworksOfOneEnvironmentOverlap() throws FormatException {
        assertThat(PolicyReader.read(policy("10.1.0.0/16, 10.1.2.0/24", "10.2.0.0/16"), "leeway.yaml")
                        .environments()
                        .get(0)
                        .networks())
                .hasSize(2);
    }
}
