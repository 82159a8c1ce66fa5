package dev.leeway.agent.probe.dependency.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.dependency.declared.Declaration.Precision;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Django==4.2.1           | django   | PINNED | 4.2.1",
                "a === 1.0+local         | a        | PINNED | 1.0+local",
                "a==1.*                  | a        | RANGE  | ==1.*",
                "a>=1, <2                | a        | RANGE  | >=1,<2",
                "a (>=1)                 | a        | RANGE  | >=1",
                "a ~= 1.4.2              | a        | RANGE  | ~=1.4.2",
                "a==1,!=2                | a        | RANGE  | ==1,!=2",
                "uvicorn[standard]==0.30 | uvicorn  | PINNED | 0.30",
                "a[x,y] >=1              | a        | RANGE  | >=1",
                "Foo_Bar.Baz             | foo-bar-baz | ANY | ''",
                "a @ https://me:pw@x/a-1.tar.gz#sha256=0 | a | PLACE | https://x/a-1.tar.gz",
                "a@git+ssh://git@host/a.git@v1 | a | PLACE | git+ssh://host/a.git@v1"
            })
    void readsNamesVersionsAndPlaces(String text, String name, Precision precision, String version) {
        assertThat(Requirement.read(text)).contains(new Requirement(name, precision, version, Optional.empty()));
    }

    @Test
    void keepsMarkers() {
        assertThat(Requirement.read("a==1 ; sys_platform == 'win32'").flatMap(Requirement::marker))
                .contains("sys_platform == 'win32'");
        assertThat(Requirement.read("a @ https://x/a;b ; python_version < '3'").flatMap(Requirement::marker))
                .contains("python_version < '3'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-e .", "==1", "./local", "a b", "a=1", "a==", "https://x/a.whl", "a [", "é==1"})
    void leavesTheRest(String text) {
        assertThat(Requirement.read(text)).isEmpty();
    }

    @Test
    void isQuickWithHugeLines() {
        assertThat(Requirement.read("a" + ">=1,".repeat(100_000))).isEmpty();
        assertThat(Requirement.read("a>=" + "1".repeat(8_000) + "!")).isPresent();
        assertThat(Requirement.read("a" + ">=1,".repeat(2_000) + "?")).isEmpty();
    }
}
