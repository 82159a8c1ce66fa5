package dev.leeway.schema.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static Network network(String text) {
        return Network.of(text).orElseThrow(() -> new AssertionError(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 32, 16",
        "10.1.2.3, 32, 32",
        "0.0.0.0/0, 32, 0",
        "255.255.255.255/32, 32, 32",
        "2001:db8:1::/48, 128, 48",
        "2001:DB8::1, 128, 128",
        "::/0, 128, 0",
        "::, 128, 128",
        "::1, 128, 128",
        "1::, 128, 128",
        "1:2:3:4:5:6:7:8/64, 128, 64",
        "1:2:3::5:6:7:8, 128, 128"
    })
    void readsAddressesOfBothVersions(String text, int width, int prefix) {
        assertThat(network(text).text()).isEqualTo(text);
        assertThat(network(text).width()).isEqualTo(width);
        assertThat(network(text).prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.1.0.0/33",
                "10.1.0/16",
                "10.1.0.0.0",
                "10.1.0.256",
                "010.1.0.0",
                "10.1.0.0/",
                "10.1.0.0/-1",
                "10.1.0.0/1000",
                " 10.1.0.0/16",
                "10.1.0.0/16 ",
                "10.1.0.0/16/8",
                "::/129",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::1",
                "::ffff:192.0.2.10",
                "fe80::1%eth0",
                "db.example",
                "/16"
            })
    void takesNothingElseForANetwork(String text) {
        assertThat(Network.of(text)).isEmpty();
    }

    @Test
    void readsWhateverIsLongWithoutDelay() {
        assertThat(Network.of("1:".repeat(100_000))).isEmpty();
        assertThat(Network.of("1.".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.0.0/16, 10.1.2.0/24, true",
        "10.1.2.0/24, 10.1.0.0/16, false",
        "10.1.0.0/16, 10.1.0.0/16, true",
        "10.1.7.9/16, 10.1.0.1, true",
        "0.0.0.0/0, 203.0.113.7, true",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "172.18.0.0/15, 172.19.255.255, true",
        "172.18.0.0/15, 172.20.0.0, false",
        "2001:db8::/32, 2001:0DB8:0:0::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::/127, ::1, true",
        "::/127, ::2, false",
        "::/0, 10.1.2.3, false",
        "0.0.0.0/0, ::1, false"
    })
    void holdsTheAddressesThatBeginLikeIt(String network, String other, boolean contains) {
        assertThat(network(network).contains(network(other))).isEqualTo(contains);
    }

    @Test
    void cutsWhatIsBeyondItsPrefix() {
        assertThat(network("10.1.7.9/16").base()).isEqualTo(network("10.1.0.0").base());
        assertThat(network("2001:db8:1:2::3/48").base())
                .isEqualTo(network("2001:db8:1::").base());
    }
}
