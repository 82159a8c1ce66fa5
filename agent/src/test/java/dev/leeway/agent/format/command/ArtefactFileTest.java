package dev.leeway.agent.format.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtefactFileTest {
    @ParameterizedTest
    @CsvSource({
        "shop-web-1.4.2.jar,                              shop-web,          1.4.2",
        "/opt/shop/shop-web-1.4.2-SNAPSHOT.jar,           shop-web,          1.4.2-SNAPSHOT",
        "shop-web-1.4.2-SNAPSHOT-exec.jar,                shop-web,          1.4.2-SNAPSHOT",
        "shop-web-1.4.2-20240102.030405-7.jar,            shop-web,          1.4.2-SNAPSHOT",
        "shop-web-2.7.0.RELEASE.jar,                      shop-web,          2.7.0.RELEASE",
        "shop-web-1.0.0-RC1.jar,                          shop-web,          1.0.0-RC1",
        "shop-web-1.4.2-3f9ac1d.jar,                      shop-web,          1.4.2-3f9ac1d",
        "shop-web-v3.jar,                                 shop-web,          3",
        "shop_2.13-1.0.jar,                               shop,              1.0",
        "shop-all-1.0.jar,                                shop,              1.0",
        "shop-web-exec.jar,                               shop-web,          ",
        "shop-web.jar,                                    shop-web,          ",
        "shop-web-SNAPSHOT.jar,                           shop-web,          ",
        "log4j-1.2-api-2.17.1.jar,                        log4j-1.2-api,     2.17.1",
        "opentelemetry-javaagent.jar,                     opentelemetry-javaagent, ",
        "netty-4.1.100.Final-linux-x86_64.jar,            netty,             4.1.100.Final",
        "server.js,                                       server,            ",
        "Shop.Web.dll,                                    Shop.Web,          ",
        "shop-web-1.4.2,                                  shop-web,          1.4.2",
    })
    void takesVersionAndClassifierOffAName(String file, String stem, String version) {
        ArtefactFile artefact = ArtefactFile.of(file);
        assertThat(artefact.stem()).isEqualTo(stem);
        assertThat(artefact.version().orElse(null)).isEqualTo(version);
    }

    @Test
    void readsNamesThatAreAllVersionOrNothing() {
        assertThat(ArtefactFile.of("1.4.2.jar").stem()).isEqualTo("1.4.2");
        assertThat(ArtefactFile.of(".jar").stem()).isEqualTo(".jar");
        assertThat(ArtefactFile.of("").stem()).isEqualTo("artefact");
        assertThat(ArtefactFile.of("/").stem()).isEqualTo("artefact");
    }

    @Test
    void readsHostileNamesInNoTime() {
        String[] pieces = {"-1", "-1.1", "-a1", "-deadbeef1", ".1-", "-SNAPSHOT1", "-20240102.030405-"};
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            for (String piece : pieces) {
                assertThat(ArtefactFile.of(piece.repeat(255 / piece.length())).stem())
                        .isNotEmpty();
                assertThat(ArtefactFile.of(piece.repeat(100_000)).stem()).hasSize(255);
            }
        });
    }
}
