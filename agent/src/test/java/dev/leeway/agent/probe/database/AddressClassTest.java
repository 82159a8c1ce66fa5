package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressClassTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.9, loopback",
        "::1, loopback",
        "0:0:0:0:0:0:0:1, loopback",
        "[0:0:0:0:0:0:0:1], loopback",
        "::ffff:127.0.0.1, loopback",
        "10.1.2.3, 10.1.2.0/24",
        "::ffff:10.1.2.3, 10.1.2.0/24",
        "::FFFF:a01:203, 10.1.2.0/24",
        "2001:db8::1, 2001:db8::/48",
        "2001:db8:0:0:0:0:0:1, 2001:db8::/48",
        "2001:db8:7::1, 2001:db8:7::/48",
        "2001:0DB8:7:1:2:3:4:5, 2001:db8:7::/48",
        "2001::1, 2001::/48",
        "fe80::1%eth0, fe80::/48",
        "::2, ::/48",
        "localhost, other",
        "10.1.2.300, other",
        "10.1.2.3/8, other",
        "2001:db8::1::2, other",
        "'', other"
    })
    void tellsTheNetworkHoweverTheAddressIsWritten(String address, String network) {
        assertThat(AddressClass.of(address)).isEqualTo(network);
    }
}
