package dev.leeway.agent.probe.dependency.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.dependency.found.Skipped;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeclaredFilesTest extends DeclaredScene {
    @Test
    void readsPomsWithTheirOwnProperties() {
        assertThat(read("pom.xml", """
                        <project xmlns="http://maven.apache.org/POM/4.0.0">
                          <parent><groupId>g</groupId><artifactId>p</artifactId><version>7</version></parent>
                          <properties><v>1.${minor}</v><minor>2</minor><loop>${loop}</loop></properties>
                          <dependencyManagement><dependencies>
                            <dependency><groupId>m</groupId><artifactId>m</artifactId><version>5</version></dependency>
                            <dependency><groupId>b</groupId><artifactId>bom</artifactId><version>6</version>
                              <type>pom</type><scope>import</scope></dependency>
                          </dependencies></dependencyManagement>
                          <dependencies>
                            <dependency><groupId>a</groupId><artifactId>a</artifactId><version>${v}</version></dependency>
                            <dependency><groupId>${project.groupId}</groupId><artifactId>s</artifactId><version>${project.version}</version></dependency>
                            <dependency><groupId>m</groupId><artifactId>m</artifactId><scope>test</scope></dependency>
                            <dependency><groupId>u</groupId><artifactId>u</artifactId></dependency>
                            <dependency><groupId>l</groupId><artifactId>l</artifactId><version>${loop}</version></dependency>
                            <dependency><groupId>r</groupId><artifactId>r</artifactId><version>[1,2)</version><classifier>x</classifier></dependency>
                            <dependency><artifactId>none</artifactId><version>1</version></dependency>
                          </dependencies>
                        </project>
                        """))
                .containsExactly(
                        "b:bom pinned 6 (import) pom.xml:6",
                        "a:a pinned 1.2 pom.xml:10",
                        "g:s pinned 7 pom.xml:11",
                        "m:m pinned 5 (test) pom.xml:12",
                        "u:u any (managed) pom.xml:13",
                        "l:l any (managed) pom.xml:14",
                        "r:r:x range [1,2) pom.xml:15");
    }

    @Test
    void readsGradleAndGo() {
        host.file(
                "/srv/app/gradle.lockfile",
                "# note\na.b:c:1.0=compileClasspath\nt:t:2=testRuntimeClasspath\nempty=x\n");
        assertThat(read("go.mod", """
                        module shop.example/web
                        go 1.22
                        require golang.org/x/text v0.3.0 // indirect
                        require (
                        \tshop.example/a v1.0.0
                        \tshop.example/b v1.0.0
                        \tshop.example/c v1.0.0
                        )
                        replace shop.example/a => shop.example/fork v1.0.1
                        replace (
                        \tshop.example/b v1.0.0 => ../b
                        \tshop.example/c v0.9.0 => ../c
                        )
                        """))
                .containsExactly(
                        "golang.org/x/text pinned v0.3.0 (indirect) go.mod:3",
                        "shop.example/a pinned v1.0.1 go.mod:9",
                        "shop.example/b place ../b go.mod:11",
                        "shop.example/c pinned v1.0.0 go.mod:7",
                        "a.b:c pinned 1.0 gradle.lockfile:2",
                        "t:t pinned 2 (test) gradle.lockfile:3");
    }

    @Test
    void reportsAFileThatIsNotWhatItsNameSaysAndReadsTheOthers() {
        List<String> names = List.of(
                "poetry.lock",
                "uv.lock",
                "pylock.toml",
                "Pipfile",
                "Pipfile.lock",
                "pyproject.toml",
                "package.json",
                "package-lock.json",
                "yarn.lock",
                "pnpm-lock.yaml",
                "pom.xml");
        for (String name : names) {
            host.file("/srv/app/" + name, name.endsWith(".yaml") ? "a: [" : "<<<<<<< HEAD");
        }
        host.file("/srv/app/requirements.txt", "a==1");
        assertThat(all()).containsExactly("a pinned 1 requirements.txt:1");
        assertThat(survey.skipped()).extracting(Skipped::path).hasSize(names.size());
    }

    @Test
    void survivesGarbageInEveryKindOfFile() {
        Random random = new Random(3);
        byte[] garbage = new byte[200_000];
        random.nextBytes(garbage);
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = garbage[i] == 0 ? 1 : garbage[i];
        }
        String huge = "[{\"<a".repeat(200_000);
        for (String name : List.of(
                "poetry.lock",
                "uv.lock",
                "Pipfile.lock",
                "pyproject.toml",
                "package.json",
                "package-lock.json",
                "yarn.lock",
                "pnpm-lock.yaml",
                "pom.xml",
                "gradle.lockfile",
                "go.mod",
                "requirements.txt")) {
            host.file("/srv/app/" + name, garbage);
            assertThat(all()).isNotNull();
            host.file("/srv/app/" + name, huge);
            assertThat(all()).isNotNull();
            host.file("/srv/app/" + name, new byte[0]);
            assertThat(all()).isNotNull();
        }
    }
}
