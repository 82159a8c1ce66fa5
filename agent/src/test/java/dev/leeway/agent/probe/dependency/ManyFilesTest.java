package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.RecordedSection;
import org.junit.jupiter.api.Test;

/** Directories with more files, and deeper ones, than are told one by one. */
class ManyFilesTest extends ServiceFilesScene {
    @Test
    void tellsADirectoryOfVeryManyFilesAsOne() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG);
        for (int i = 0; i < 1_600; i++) {
            host.file("/srv/front/images/" + i + ".png", "i").file("/srv/front/images/" + i + "b.txt", "i");
        }
        node().add();
        RecordedSection front = about("front");
        assertThat(files(front))
                .containsExactly("file[images/]/content", "file[images/]/size", "file[server.js]/content");
        assertThat(front.shown("file[images%2F]/size")).contains("1600 B");
        assertThat(front.uncovered()).containsExactly("file[images%2F*]/** limit");
    }

    @Test
    void saysWhatMayBeMissingHoweverMuchWasPassedOverBefore() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/package.json", "{\"name\":\"front\",\"version\":\"1\"}")
                .file("/srv/front/pom.xml", "<project><")
                .file("/srv/front/poetry.lock", "[[package")
                .file("/srv/front/go.mod", "module \u0000");
        for (int i = 0; i < 1_100; i++) {
            host.file("/srv/front/node_modules/p" + i + "/package.json", "{");
        }
        node().add();
        assertThat(about("front").uncovered())
                .contains("pypi[*]/declared format", "maven[*]/declared format", "maven[*]/unmet format");
    }

    private RecordedSection withStatic(String name, int count) throws Exception {
        started(name);
        host.file("/srv/front/server.js", LONG);
        for (int i = 0; i < count; i++) {
            host.file("/srv/front/static/" + i + ".txt", "i");
        }
        node().add();
        return about("front");
    }

    @Test
    void aDirectoryOfNearlyTooManyFilesHasTheSameSummary() throws Exception {
        assertThat(files(withStatic("a", 2_979))).contains("file[static/]/content", "file[static/7.txt]/content");
        RecordedSection fewer = withStatic("b", 600);
        assertThat(files(fewer)).doesNotContain("file[static/]/content");
        assertThat(fewer.uncovered()).containsExactly("file[static%2F]/** limit");
    }

    @Test
    void aVeryDeepTreeLeavesUnknownWhatLiesInItAndNoMore() throws Exception {
        started("a");
        String deep = ("[".repeat(200) + "/").repeat(8);
        host.file("/srv/front/server.js", LONG).file("/srv/front/a/" + deep + "b.txt", LONG);
        young("/srv/front/a/" + deep + "b.txt");
        node().add();
        RecordedSection front = about("front");
        assertThat(files(front)).contains("file[server.js]/content");
        assertThat(front.uncovered()).containsExactly("file[a%2F*]/** limit", "stray[*] limit");
    }
}
