package dev.leeway.agent.probe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKeyTest {
    @ParameterizedTest
    @CsvSource({
        "/srv/shop/application.yml, application.yml",
        "/srv/shop/./config/../config/a.yml, config/a.yml",
        "/srv/shopping/a.yml, /srv/shopping/a.yml",
        "/opt/shop-1.4.2/conf/a.yml, /opt/shop-{version}/conf/a.yml",
        "/opt/shop/v2.0/a.yml, /opt/shop/{version}/a.yml",
        "/opt/shop/releases/20261121103000/a.yml, /opt/shop/releases/{release}/a.yml",
        "/opt/shop/2026-11-21_103000/a.yml, /opt/shop/{release}/a.yml",
        "/home/alice/.config/shop.toml, ~/.config/shop.toml",
        "/root/shop.toml, ~/shop.toml",
        "/srv/shop/config/app-0123456789abcdef.yml, config/{hash}.yml",
        "/etc/postgresql/15/main/postgresql.conf, /etc/postgresql/15/main/postgresql.conf"
    })
    void isAlikeWhereverItIsDeployed(String path, String key) {
        assertThat(FileKey.of(path, Optional.of("/srv/shop"))).isEqualTo(key);
    }

    @Test
    void isAbsoluteOfAProgramThatWorksInTheRoot() {
        assertThat(FileKey.of("/app/a.yml", Optional.of("/"))).isEqualTo("/app/a.yml");
    }

    @Test
    void takesNoLongForNamesMadeToBeLong() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            FileKey.of("/" + "a1-".repeat(1_300) + "/x", Optional.empty());
            FileKey.of("/" + "0a".repeat(2_000) + "-" + "1.".repeat(1_000) + "/x", Optional.empty());
        });
    }
}
