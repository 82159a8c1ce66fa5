package dev.leeway.agent.probe.dependency.found;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://me:pw@host/a.git                | https://host/a.git",
                "https://token@host:8443/a               | https://host:8443/a",
                "https://me:p/w@host/a                   | https://host/a",
                "https://me:p@w@host/a                   | https://host/a",
                "git+https://me:pw@host/a.git@v1.0       | git+https://host/a.git@v1.0",
                "git+https://host/a.git@v1.0             | git+https://host/a.git@v1.0",
                "https://me:p/w@host                     | https://host",
                "https://me:p@x/w@host/a                 | https://host/a",
                "https://me:123/w@host/a                 | https://host/a",
                "https://me:secret                       | https://",
                "https://[::1]:80/a                      | https://[::1]:80/a",
                "git+https://host/a.git@feature/x        | git+https://host/a.git@feature/x",
                "me:pw@host/a                            | host/a",
                "git@host:team/a.git                     | host:team/a.git",
                "https://host/a?token=pw#egg=a           | https://host/a",
                "file:///srv/a                           | file:///srv/a",
                "../a@2                                  | ../a@2",
                "https://host                            | https://host",
                "github:me/a                             | github:me/a",
                "github:me/a#v1.2.0-rc.1                 | github:me/a#v1.2.0-rc.1",
                "git+https://me:pw@host/a.git#v1         | git+https://host/a.git#v1",
                "git+ssh://git@host/a.git#semver:^1.2    | git+ssh://host/a.git#semver:^1.2",
                "https://me:p#1@host/a                   | https://",
                "https://me:p#1                          | https://",
                "https://me:p/w#1                        | https://",
                "https://host/a#hunter2                  | https://host/a"
            })
    void tellsWhereAndNothingSecret(String found, String told) {
        assertThat(Location.of(found)).isEqualTo(told);
    }

    @Test
    void isShort() {
        assertThat(Location.of("https://h/" + "x".repeat(10_000))).hasSize(500);
    }

    @Test
    void worksOffDotsByName() {
        assertThat(PathText.resolved("/srv/app", "../b/./c//d")).isEqualTo("/srv/b/c/d");
        assertThat(PathText.resolved("/", "../../etc")).isEqualTo("/etc");
        assertThat(PathText.resolved("/x", "/y")).isEqualTo("/y");
        assertThat(PathText.parent("/a")).isEqualTo("/");
        assertThat(PathText.name("/a/b")).isEqualTo("b");
        assertThat(PathText.below("/", "a")).isEqualTo("/a");
    }
}
