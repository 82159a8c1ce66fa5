package dev.leeway.agent.probe.dependency.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StableNameTest {
    @ParameterizedTest
    @CsvSource({
        "conf/server.xml, conf/server.xml",
        "apache-tomcat-10.1.5/conf/server.xml, apache-tomcat/conf/server.xml",
        "lib/1.2.3/a.txt, lib/{version}/a.txt",
        "v2.0.0/a.txt, {version}/a.txt",
        "app-1.4.2-SNAPSHOT.txt, app.txt",
        "releases/20260102030405/a.txt, releases/{release}/a.txt",
        "static/js/main.3f2a1b9c.js, static/js/main.{hash}.js",
        "static/js/main.3f2a1b9c.js.map, static/js/main.{hash}.js.map",
        "assets/index-BxT3kd9a.css, assets/index-{hash}.css",
        "docs/2026-plan.md, docs/2026-plan.md",
        "logo-small.png, logo-small.png",
        "migrations/V1.2__add.sql, migrations/V1.2__add.sql",
    })
    void takesOutWhatChangesWithEveryRelease(String path, String stable) {
        assertThat(StableName.of(path)).isEqualTo(stable);
    }

    @Test
    void survivesANameOfVeryManyNumbers() {
        assertThat(StableName.of("a-1" + ".1".repeat(20_000) + ".txt")).isEqualTo("a.txt");
        assertThat(StableName.of("1" + ".1".repeat(20_000))).isEqualTo("{version}");
    }

    @ParameterizedTest
    @CsvSource({
        "PMAK-5f1a2b3c4d5e6f7a8b9c0d1e-0123456789abcdef0123456789abcdef01.txt",
        "key-3ax6xnjp29jd6fds4gc373sgvjxteol0-1.2.3.txt",
    })
    void leavesWholeWhatMayBeAKey(String path) {
        assertThat(StableName.of(path)).isEqualTo(path);
    }
}
