package dev.leeway.agent.format.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StablePathTest {
    @ParameterizedTest
    @CsvSource({
        "/opt/shop/app.jar,                                   /opt/shop/app.jar",
        "/tmp/shop,                                           /tmp/shop",
        "/tmp/shop-uploads,                                   /tmp/shop-uploads",
        "/tmp/tmp.Xy12ab34Zq/x,                               /tmp/{temporary}/x",
        "/tmp/tmpab12cd34,                                    /tmp/{temporary}",
        "-Djava.io.tmpdir=/tmp/elasticsearch-12345678901234,  -Djava.io.tmpdir=/tmp/{temporary}",
        "/var/tmp/shop.Ab12Cd34/sock,                         /var/tmp/{temporary}/sock",
        "/nix/store/abcdefghijklmnopqrstuvwxyz012345-jdk/bin, /nix/store/{hash}-jdk/bin",
        "/snap/core20/1974/usr,                               /snap/core20/{revision}/usr",
        "/srv/shop/releases/20260102030405/app.jar,           /srv/shop/releases/{release}/app.jar",
        "/srv/shop/releases/3f9ac1d,                          /srv/shop/releases/{release}",
        "/srv/releases/summer/app,                            /srv/releases/summer/app",
        "plain,                                               plain",
    })
    void takesOutWhatIsMadeUpAtEachStartOrDeployment(String text, String stable) {
        assertThat(StablePath.of(text)).isEqualTo(stable);
    }
}
