package dev.leeway.agent.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.endpoint.Endpoint;
import dev.leeway.agent.format.endpoint.EndpointText;
import dev.leeway.agent.format.endpoint.HostsFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceAddressTest {
    private static final HostsFile HOSTS = HostsFile.read(
            "127.0.0.1 localhost me\n::1 localhost\n172.18.0.5 db db.shop.example\nfd00::5 six\n172.18.0.6 replica\n");

    private static Optional<Endpoint> of(String url) {
        return ServiceAddress.of(EndpointText.url(url).orElseThrow(), HOSTS);
    }

    private static String target(String url) {
        return String.join(" ", of(url).orElseThrow().targets());
    }

    @Test
    void takesAddressesFromTheHostsFileOfTheContainer() {
        assertThat(target("postgres://app@db/shop")).isEqualTo("172.18.0.5:5432/shop");
        assertThat(target("postgres://app@DB.shop.example:5433/shop")).isEqualTo("172.18.0.5:5433/shop");
        assertThat(target("postgres://app@six/shop")).isEqualTo("[fd00::5]:5432/shop");
        assertThat(target("postgres://app@db,replica:5433/shop"))
                .isEqualTo("172.18.0.5:5432/shop 172.18.0.6:5433/shop");
    }

    @Test
    void leavesWhatMeansTheSameToEverybody() {
        assertThat(target("postgres://app@db.example.com/shop")).isEqualTo("db.example.com:5432/shop");
        assertThat(target("postgres://app@192.0.2.7/shop")).isEqualTo("192.0.2.7:5432/shop");
        assertThat(target("postgres://app@[2001:db8::7]/shop")).isEqualTo("[2001:db8::7]:5432/shop");
    }

    @Test
    void hasNoAddressForAWordOfTheContainersOwn() {
        assertThat(of("postgres://app@elsewhere/shop")).isEmpty();
        assertThat(of("postgres://app@db,elsewhere/shop")).isEmpty();
    }

    @Test
    void knowsTheContainerItselfByEveryName() {
        assertThat(of("postgres://app@me/shop").filter(ServiceAddress::isOwn)).isPresent();
        assertThat(of("postgres://app@localhost/shop").filter(ServiceAddress::isOwn))
                .isPresent();
        assertThat(of("postgres://app@0.0.0.0/shop").filter(ServiceAddress::isOwn))
                .isPresent();
        assertThat(of("postgres://app@db/shop").filter(ServiceAddress::isOwn)).isEmpty();
    }
}
