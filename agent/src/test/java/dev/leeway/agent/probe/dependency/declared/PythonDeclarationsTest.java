package dev.leeway.agent.probe.dependency.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.dependency.found.Skipped;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PythonDeclarationsTest extends DeclaredScene {
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
    void readsMarkersThatPoetryWritesByGroup() {
        assertThat(read("poetry.lock", """
                        [[package]]
                        name = "colorama"
                        version = "0.4.6"
                        groups = ["main", "dev"]
                        markers = {main = "platform_system == \\"Windows\\"", dev = "sys_platform == \\"win32\\""}

                        [[package]]
                        name = "always"
                        version = "1"
                        groups = ["main", "dev"]
                        markers = {dev = "sys_platform == \\"win32\\""}

                        [[package]]
                        name = "strange"
                        version = "2"
                        groups = ["main"]
                        markers = {main = ["sys_platform == \\"linux\\""]}

                        [[package]]
                        name = "stranger"
                        version = "3"
                        markers = ["sys_platform == \\"linux\\""]
                        """))
                .containsExactly(
                        "colorama pinned 0.4.6 (platform_system == \"Windows\") poetry.lock:1",
                        "always pinned 1 poetry.lock:7",
                        "strange pinned 2 (markers not understood) poetry.lock:13",
                        "stranger pinned 3 (markers not understood) poetry.lock:19");
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
}
