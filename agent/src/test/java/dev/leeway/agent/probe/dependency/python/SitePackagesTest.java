package dev.leeway.agent.probe.dependency.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.agent.probe.dependency.found.Skipped;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.probe.dependency.python.Distribution.Form;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitePackagesTest {
    private static final String SITE = "/srv/venv/lib/python3.11/site-packages";

    private final FixtureHost host;
    private Survey survey;

    SitePackagesTest(@TempDir Path directory) {
        host = FixtureHost.in(directory);
        survey = new Survey(host.files(), SurveyLimits.DEPLOYMENT);
        host.directory(SITE);
    }

    private List<Distribution> read() {
        return SitePackages.read(survey, List.of(SITE));
    }

    private static String metadata(String name, String version) {
        return "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n\nLong text\n";
    }

    @Test
    void readsWhatAnInstallerLeft() {
        host.file(SITE + "/Flask_SQLAlchemy-3.1.dist-info/METADATA", metadata("Flask_SQLAlchemy", "3.1"))
                .file(SITE + "/Flask_SQLAlchemy-3.1.dist-info/INSTALLER", "uv\n")
                .file(SITE + "/Flask_SQLAlchemy-3.1.dist-info/RECORD", "");
        assertThat(read())
                .containsExactly(new Distribution(
                        "flask-sqlalchemy",
                        "3.1",
                        Form.DIST_INFO,
                        SITE + "/Flask_SQLAlchemy-3.1.dist-info",
                        Optional.of("uv"),
                        true,
                        Origin.INDEX));
        assertThat(survey.skipped()).isEmpty();
    }

    @Test
    void keepsEveryVersionOfOneName() {
        host.file(SITE + "/six-1.15.dist-info/METADATA", metadata("six", "1.15"))
                .file(SITE + "/six-1.16.dist-info/METADATA", metadata("six", "1.16"));
        assertThat(read()).extracting(Distribution::version).containsExactly("1.15", "1.16");
    }

    @Test
    void readsEggsOfEveryForm() {
        host.file(SITE + "/old-1.egg-info/PKG-INFO", metadata("old", "1"))
                .file(SITE + "/old-1.egg-info/installed-files.txt", "")
                .file(SITE + "/older-2.egg-info", metadata("older", "2"))
                .file(SITE + "/oldest-3-py3.11.egg/EGG-INFO/PKG-INFO", metadata("oldest", "3"))
                .file(SITE + "/zipped-4-py3.11.egg", "PK");
        assertThat(read())
                .extracting(Distribution::name, Distribution::form, Distribution::recorded)
                .containsExactly(
                        tuple("old", Form.EGG_INFO, true),
                        tuple("older", Form.EGG_INFO, false),
                        tuple("oldest", Form.EGG, false));
        assertThat(survey.skipped())
                .containsExactly(
                        new Skipped(SITE + "/zipped-4-py3.11.egg", Kind.MALFORMED, "a zipped egg, which is not read"));
    }

    @Test
    void tellsWhereADistributionCameFromWithoutItsSecrets() {
        host.file(SITE + "/a-1.dist-info/METADATA", metadata("a", "1"))
                .file(
                        SITE + "/a-1.dist-info/direct_url.json",
                        "{\"url\": \"https://me:hunter2@git.shop.example/a.git?token=hunter3#x\","
                                + " \"vcs_info\": {\"vcs\": \"git\", \"commit_id\": \"0a1b\"}}")
                .file(SITE + "/b-1.dist-info/METADATA", metadata("b", "1"))
                .file(
                        SITE + "/b-1.dist-info/direct_url.json",
                        "{\"url\": \"file:///srv/b\", \"dir_info\": {\"editable\": true}}")
                .file(SITE + "/c-1.dist-info/METADATA", metadata("c", "1"))
                .file(SITE + "/c-1.dist-info/direct_url.json", "{\"url\": \"https://x/c.whl\", \"archive_info\": {}}")
                .file(SITE + "/d-1.dist-info/METADATA", metadata("d", "1"))
                .file(SITE + "/d-1.dist-info/direct_url.json", "{broken");
        assertThat(read())
                .extracting(Distribution::origin)
                .containsExactly(
                        new Origin(Origin.Kind.VCS, Optional.of("https://git.shop.example/a.git"), Optional.of("0a1b")),
                        new Origin(Origin.Kind.EDITABLE, Optional.of("/srv/b"), Optional.empty()),
                        new Origin(Origin.Kind.ARCHIVE, Optional.of("https://x/c.whl"), Optional.empty()),
                        Origin.INDEX);
        assertThat(survey.skipped()).extracting(Skipped::path).containsExactly(SITE + "/d-1.dist-info/direct_url.json");
    }

    @Test
    void followsEggLinksToWorkingTreesOnce() {
        host.file(SITE + "/shop.egg-link", "/srv/shop\n.")
                .file(SITE + "/easy-install.pth", "/srv/shop\n")
                .file("/srv/shop/shop.egg-info/PKG-INFO", metadata("shop", "2.0.dev1"));
        assertThat(read())
                .containsExactly(new Distribution(
                        "shop",
                        "2.0.dev1",
                        Form.EGG_LINK,
                        SITE + "/shop.egg-link",
                        Optional.empty(),
                        false,
                        new Origin(Origin.Kind.EDITABLE, Optional.of("/srv/shop"), Optional.empty())));
    }

    @Test
    void looksIntoTheDirectoriesThatPathFilesAddAndRunsNoneOfTheirCode() {
        host.file(SITE + "/more.pth", "# note\nimport os; os.abort()\n../../../shared\n./x-9-py3.egg\n/nowhere\n")
                .file("/srv/venv/shared/b-2.dist-info/METADATA", metadata("b", "2"))
                .file(SITE + "/x-9-py3.egg/EGG-INFO/PKG-INFO", metadata("x", "9"));
        assertThat(read()).extracting(Distribution::name).containsExactly("b", "x");
    }

    @Test
    void reportsWhatIsDamagedAndReadsTheRest() {
        host.file(SITE + "/~ip-23.dist-info/METADATA", metadata("pip", "23"))
                .file(SITE + "/empty-1.dist-info/METADATA", "")
                .directory(SITE + "/bare-1.dist-info")
                .file(SITE + "/file-1.dist-info", "x")
                .file(SITE + "/binary-1.dist-info/METADATA", new byte[] {0, 1, 2})
                .file(SITE + "/noversion-1.dist-info/METADATA", "Name: noversion\n")
                .file(SITE + "/evil-1.dist-info/METADATA", "Name: ../../evil\nVersion: 1\n")
                .file(SITE + "/big-1.dist-info/METADATA", "Name: big\n" + "x".repeat(5 << 20))
                .file(SITE + "/lost.egg-link", "relative")
                .file(SITE + "/gone.egg-link", "/srv/gone")
                .file(SITE + "/good-1.dist-info/METADATA", metadata("good", "1"));
        assertThat(read()).extracting(Distribution::name).containsExactly("good");
        assertThat(survey.skipped())
                .extracting(Skipped::path)
                .containsExactlyInAnyOrder(
                        SITE + "/~ip-23.dist-info",
                        SITE + "/empty-1.dist-info",
                        SITE + "/bare-1.dist-info",
                        SITE + "/file-1.dist-info",
                        SITE + "/binary-1.dist-info/METADATA",
                        SITE + "/noversion-1.dist-info",
                        SITE + "/evil-1.dist-info",
                        SITE + "/big-1.dist-info/METADATA",
                        SITE + "/lost.egg-link",
                        SITE + "/gone.egg-link");
    }

    @Test
    void readsOneDirectoryOnceHoweverManyLinksLeadToIt() {
        host.file(SITE + "/a-1.dist-info/METADATA", metadata("a", "1"))
                .link("/srv/venv/lib64", "lib")
                .file(SITE + "/loop.pth", SITE + "\n.\n../site-packages\n");
        assertThat(SitePackages.read(survey, List.of(SITE, "/srv/venv/lib64/python3.11/site-packages")))
                .hasSize(1);
    }

    @Test
    void saysWhereItStoppedWhenTheBudgetIsSpent() {
        for (int i = 100; i < 200; i++) {
            host.file(SITE + "/p" + i + "-1.dist-info/METADATA", metadata("p" + i, "1"));
        }
        survey = new Survey(host.files(), new SurveyLimits(60, 1_000, 8, 10));
        assertThat(read()).hasSizeBetween(1, 20);
        assertThat(survey.skipped()).first().extracting(Skipped::kind).isEqualTo(Kind.TOO_LARGE);
        assertThat(survey.skipped()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void saysWhenADirectoryMayNotBeRead() {
        host.deny(SITE);
        assertThat(read()).isEmpty();
        assertThat(survey.skipped()).extracting(Skipped::kind).containsExactly(Kind.DENIED);
    }

    @Test
    void normalisesNames() {
        assertThat(PythonName.normalised("Foo._-Bar")).isEqualTo("foo-bar");
        assertThat(PythonName.isValid("a")).isTrue();
        assertThat(PythonName.isValid("-a")).isFalse();
        assertThat(PythonName.isValid("a/b")).isFalse();
        assertThat(PythonName.isValid("x".repeat(201))).isFalse();
    }

    @Test
    void readsCondaRecords() {
        String record = "{\"name\": \"numpy\", \"version\": \"1.26.4\", \"build\": \"py311_0\","
                + " \"channel\": \"https://me:hunter2@conda.shop.example/main/linux-64\", \"files\": []}";
        host.file("/opt/conda/conda-meta/numpy-1.26.4-py311_0.json", record)
                .file("/opt/conda/conda-meta/broken.json", "{")
                .file("/opt/conda/conda-meta/history", "==> x <==");
        assertThat(CondaPackage.read(survey, "/opt/conda"))
                .containsExactly(new CondaPackage(
                        "numpy",
                        "1.26.4",
                        "py311_0",
                        Optional.of("https://conda.shop.example/main/linux-64"),
                        "/opt/conda/conda-meta/numpy-1.26.4-py311_0.json"));
        assertThat(survey.skipped()).extracting(Skipped::path).containsExactly("/opt/conda/conda-meta/broken.json");
        assertThat(CondaPackage.read(survey, "/nowhere")).isEmpty();
    }
}
