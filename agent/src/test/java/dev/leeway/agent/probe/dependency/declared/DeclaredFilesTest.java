package dev.leeway.agent.probe.dependency.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Skipped;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredFilesTest {
    private final FixtureHost host;
    private final Survey survey;

    DeclaredFilesTest(@TempDir Path directory) {
        host = FixtureHost.in(directory);
        survey = new Survey(host.files(), SurveyLimits.DEPLOYMENT);
    }

    /** Each declaration in one line: name, precision, version, condition, file and line. */
    private List<String> read(String name, String text) {
        host.file("/srv/app/" + name, text);
        return all();
    }

    private List<String> all() {
        return DeclaredFiles.read(survey, "/srv/app").stream()
                .map(each -> String.join(
                                " ",
                                each.name(),
                                each.precision().text(),
                                each.version(),
                                each.condition().map(when -> "(" + when + ")").orElse(""),
                                PathText.name(each.file()) + ":" + each.line())
                        .replaceAll(" +", " "))
                .toList();
    }

    @Test
    void readsRequirementsWithHashesMarkersAndComments() {
        assertThat(read("requirements.txt", """
                        # pinned
                        --index-url https://me:hunter2@index.example/simple
                        Flask==3.0.0 \\
                            --hash=sha256:aa \\
                            --hash=sha256:bb
                        requests >= 2  # any newer
                        pywin32==306 ; sys_platform == "win32"
                        -e git+https://me:hunter2@git.example/shop.git@main#egg=shop
                        ./dist/Our_Lib-1.0-py3-none-any.whl
                        -i https://index.example
                        """))
                .containsExactly(
                        "flask pinned 3.0.0 requirements.txt:3",
                        "requests range >=2 requirements.txt:6",
                        "pywin32 pinned 306 (sys_platform == \"win32\") requirements.txt:7",
                        "shop place git+https://git.example/shop.git@main requirements.txt:8",
                        "our-lib place ./dist/Our_Lib-1.0-py3-none-any.whl requirements.txt:9");
        assertThat(survey.skipped()).isEmpty();
    }

    @Test
    void readsANamedWheelOfAPlaceAsThatPackage() {
        assertThat(read("requirements.txt", """
                        pkga @ https://u:p@host.example/dl/pkga-1.0-py3-none-any.whl
                        pkgb@https://host.example/dl/pkgb-1.0.tar.gz
                        """))
                .containsExactly(
                        "pkga place https://host.example/dl/pkga-1.0-py3-none-any.whl requirements.txt:1",
                        "pkgb place https://host.example/dl/pkgb-1.0.tar.gz requirements.txt:2");
        assertThat(survey.skipped()).isEmpty();
    }

    @Test
    void followsIncludedRequirementsOnceAndNotInCircles() {
        host.file("/srv/app/requirements/base.txt", "a==1\n-r ../requirements.txt\n-r=base.txt")
                .file("/srv/app/constraints.txt", "b==2\n");
        assertThat(
                        read(
                                "requirements.txt",
                                "-r requirements/base.txt\n-cconstraints.txt\nb\n-r missing.txt\n-r https://x/r.txt\n?? what\n"))
                .containsExactly(
                        "b any requirements.txt:3",
                        "a pinned 1 base.txt:1",
                        "b pinned 2 (constraint) constraints.txt:1");
        assertThat(survey.skipped())
                .extracting(Skipped::path)
                .containsExactly("/srv/app/requirements.txt:6", "/srv/app/missing.txt", "/srv/app/requirements.txt");
    }

    @Test
    void readsRequirementsSavedAsUtf16() {
        host.file("/srv/app/requirements.txt", "\uFEFFflask==3.0.0\r\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(all()).containsExactly("flask pinned 3.0.0 requirements.txt:1");
    }

    @Test
    void readsPoetryLocks() {
        assertThat(read("poetry.lock", """
                        [[package]]
                        name = "Jinja2"
                        version = "3.1.4"
                        optional = false
                        groups = ["main"]
                        files = [{file = "x", hash = "sha256:0"}]

                        [[package]]
                        name = "pytest"
                        version = "8.0"
                        groups = ["dev", "test"]

                        [[package]]
                        name = "old"
                        version = "1"
                        category = "dev"

                        [[package]]
                        name = "extra"
                        version = "2"
                        optional = true
                        """))
                .containsExactly(
                        "jinja2 pinned 3.1.4 poetry.lock:1",
                        "pytest pinned 8.0 (group dev,test) poetry.lock:8",
                        "old pinned 1 (dev) poetry.lock:13",
                        "extra pinned 2 (optional) poetry.lock:18");
    }

    @Test
    void readsUvLocksWithoutTheProjectItself() {
        assertThat(read("uv.lock", """
                        version = 1
                        [[package]]
                        name = "anyio"
                        version = "4.4.0"
                        source = { registry = "https://index.example/simple" }
                        [[package]]
                        name = "shop"
                        version = "0.1.0"
                        source = { editable = "." }
                        [[package]]
                        name = "lib"
                        source = { git = "https://me:hunter2@git.example/lib?rev=1#0a" }
                        """))
                .containsExactly("anyio pinned 4.4.0 uv.lock:2", "lib place https://git.example/lib uv.lock:10");
    }

    @Test
    void readsStandardLocksAndPipenv() {
        host.file("/srv/app/pylock.toml", "[[packages]]\nname = 'attrs'\nversion = '23.1'\nmarker = 'x'\n");
        host.file(
                "/srv/app/Pipfile",
                "[packages]\nflask = '*'\na = {version = '==1.0', markers = 'm'}\n[dev-packages]\nb = '~=2.0'\n");
        assertThat(read(
                        "Pipfile.lock",
                        "{\"default\": {\"flask\": {\"version\": \"==3.0\"}},\n\"develop\": {\"b\": {\"version\": \"==2\"},"
                                + "\n\"c\": {\"git\": \"https://x/c\"}}}"))
                .containsExactly(
                        "flask any Pipfile:2",
                        "a pinned 1.0 (m) Pipfile:3",
                        "b range ~=2.0 (dev) Pipfile:5",
                        "flask pinned 3.0 Pipfile.lock:1",
                        "b pinned 2 (dev) Pipfile.lock:2",
                        "c place https://x/c (dev) Pipfile.lock:3",
                        "attrs pinned 23.1 (x) pylock.toml:1");
    }

    @Test
    void readsProjectsOfTheStandardAndOfPoetry() {
        assertThat(read("pyproject.toml", """
                        [project]
                        dependencies = [
                          "httpx>=0.27",
                          "tomli==2.0 ; python_version < '3.11'",
                        ]
                        [project.optional-dependencies]
                        pg = ["psycopg"]
                        [dependency-groups]
                        dev = ["pytest==8", {include-group = "x"}]
                        [tool.poetry.dependencies]
                        python = "^3.11"
                        Django = "^4.2"
                        a = "1.0"
                        b = {path = "../b"}
                        c = [{version = "1.0", python = "<3.9"}, {version = ">=2", optional = true}]
                        [tool.poetry.group.test.dependencies]
                        d = "*"
                        """))
                .containsExactly(
                        "httpx range >=0.27 pyproject.toml:3",
                        "tomli pinned 2.0 (python_version < '3.11') pyproject.toml:4",
                        "psycopg any (extra pg) pyproject.toml:7",
                        "pytest pinned 8 (group dev) pyproject.toml:9",
                        "django range ^4.2 pyproject.toml:12",
                        "a pinned 1.0 pyproject.toml:13",
                        "b place ../b pyproject.toml:14",
                        "c pinned 1.0 (python <3.9) pyproject.toml:15",
                        "c range >=2 (optional) pyproject.toml:15",
                        "d any (group test) pyproject.toml:17");
    }

    @Test
    void readsNodeManifests() {
        assertThat(read("package.json", """
                        {"name": "web", "dependencies": {
                          "express": "4.18.2",
                          "a": "^1.0.0", "b": "latest", "c": "*",
                          "d": "git+ssh://git@host/d.git", "e": "file:../e", "f": "npm:real@2.0.0", "g": 7},
                         "devDependencies": {
                          "a": "2.x"}}
                        """))
                .containsExactly(
                        "express pinned 4.18.2 package.json:2",
                        "a range ^1.0.0 package.json:3",
                        "b range latest package.json:3",
                        "c any package.json:3",
                        "d place git+ssh://host/d.git package.json:4",
                        "e place file:../e package.json:4",
                        "real pinned 2.0.0 package.json:4",
                        "a range 2.x (dev) package.json:6");
    }

    @Test
    void readsEveryVersionOfNpmsLock() {
        assertThat(read("package-lock.json", """
                        {"lockfileVersion": 3, "packages": {
                          "": {"name": "web", "version": "1.0.0"},
                          "node_modules/a": {"version": "1.0.0"},
                          "node_modules/a/node_modules/@s/b": {"version": "2.0.0", "dev": true},
                          "node_modules/alias": {"name": "real", "version": "3.0.0", "optional": true},
                          "node_modules/lib": {"resolved": "packages/lib", "link": true},
                          "packages/lib": {"version": "0.1.0"}}}
                        """))
                .containsExactly(
                        "a pinned 1.0.0 package-lock.json:3",
                        "@s/b pinned 2.0.0 (dev) package-lock.json:4",
                        "real pinned 3.0.0 (optional) package-lock.json:5");
        assertThat(read("package-lock.json", """
                        {"lockfileVersion": 1, "dependencies": {
                          "a": {"version": "1.0.0", "dependencies": {
                            "b": {"version": "2.0.0", "dev": true}}},
                          "c": {"version": "git+ssh://git@host/c.git#0a"}}}
                        """))
                .containsExactly(
                        "a pinned 1.0.0 package-lock.json:2",
                        "b pinned 2.0.0 (dev) package-lock.json:3",
                        "c place git+ssh://host/c.git package-lock.json:4");
    }

    @Test
    void readsBothKindsOfYarnLocks() {
        assertThat(read("yarn.lock", """
                        # yarn lockfile v1

                        "@s/a@^1.0.0", "@s/a@^1.1.0":
                          version "1.2.0"
                          resolved "https://x/a.tgz#0"
                          dependencies:
                            version "^9"

                        b@~2:
                          version "2.0.1"

                        c@npm:real@^3:
                          version "3.0.0"
                        """))
                .containsExactly(
                        "@s/a pinned 1.2.0 yarn.lock:3",
                        "b pinned 2.0.1 yarn.lock:9",
                        "real pinned 3.0.0 yarn.lock:12");
        assertThat(read("yarn.lock", """
                        __metadata:
                          version: 8

                        "@s/a@npm:^1.0.0":
                          version: 1.2.0
                          resolution: "@s/a@npm:1.2.0"

                        "web@workspace:.":
                          version: 0.0.0-use.local
                          resolution: "web@workspace:."
                        """)).containsExactly("@s/a pinned 1.2.0 yarn.lock:4");
    }

    @Test
    void readsThreeGenerationsOfPnpmLocks() {
        assertThat(read("pnpm-lock.yaml", """
                        lockfileVersion: '9.0'
                        packages:
                          '@s/a@1.0.0':
                            resolution: {integrity: sha512-x}
                          b@2.0.0:
                            resolution: {integrity: sha512-x}
                        snapshots:
                          b@2.0.0(@s/a@1.0.0): {}
                        """))
                .containsExactly("@s/a pinned 1.0.0 pnpm-lock.yaml:3", "b pinned 2.0.0 pnpm-lock.yaml:5");
        assertThat(read("pnpm-lock.yaml", """
                        lockfileVersion: '6.0'
                        packages:
                          /@s/a@1.0.0(b@2.0.0):
                            dev: true
                          /@s/a@1.0.0(b@3.0.0):
                            dev: true
                        """)).containsExactly("@s/a pinned 1.0.0 (dev) pnpm-lock.yaml:3");
        assertThat(read("pnpm-lock.yaml", """
                        lockfileVersion: 5.4
                        packages:
                          /@s/a/1.0.0_b@2.0.0:
                            dev: false
                          /b/2.0.0:
                            optional: true
                        """))
                .containsExactly("@s/a pinned 1.0.0 pnpm-lock.yaml:3", "b pinned 2.0.0 (optional) pnpm-lock.yaml:5");
    }

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
