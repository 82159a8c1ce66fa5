package dev.leeway.agent.host.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemotesTest {
    @ParameterizedTest
    @CsvSource({
        "git@git.example.com:team/shop.git,ssh://git.example.com/team/shop.git",
        "https://git.example.com/team/shop.git,https://git.example.com/team/shop.git",
        "https://joe:hunter2@git.example.com:8443/shop.git,https://git.example.com:8443/shop.git",
        "/srv/git/shop.git,file:///srv/git/shop.git",
        "file:///srv/git/shop.git,file:///srv/git/shop.git",
        "../shop.git,file:///../shop.git"
    })
    void tellsWhereARemoteIsAndNothingElse(String url, String told) {
        assertThat(Remotes.plain(url)).contains(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop:hunter2",
                "https://shop:hunter2/rest@git.example.com/shop.git",
                "https://shop:hunter2/rest:more@git.example.com/shop.git",
                "https://hunter2@rest@git.example.com:x/shop.git",
                "shop:hunter2:rest"
            })
    void tellsNoPasswordThatLooksLikeAPlace(String url) {
        assertThat(Remotes.plain(url))
                .satisfiesAnyOf(
                        told -> assertThat(told).isEmpty(),
                        told -> assertThat(told.orElseThrow()).doesNotContain("hunter2", "rest"));
    }

    @Test
    void tellsNothingOfProgramsInPlaceOfUrls() {
        assertThat(Remotes.plain("ext::sh -c id")).isEqualTo(Optional.empty());
        assertThat(Remotes.plain("--upload-pack=id")).isEqualTo(Optional.empty());
    }
}
