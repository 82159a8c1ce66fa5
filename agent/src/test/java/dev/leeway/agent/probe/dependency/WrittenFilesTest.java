package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.RecordedSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a service writes itself beside what was deployed. */
class WrittenFilesTest extends ServiceFilesScene {
    @Test
    void leavesUnknownWhereTheServiceWrites() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/state/queue.json", LONG)
                .file("/srv/front/state/fixed.json", LONG)
                .file("/srv/front/open/out.txt", LONG);
        young("/srv/front/state/queue.json");
        node().add();
        host.procLink("/720/fd/7", "/srv/front/open/out.txt").procFile("/720/fdinfo/7", "pos:\t0\nflags:\t0100002\n");
        host.procLink("/720/fd/8", "/srv/front/server.js").procFile("/720/fdinfo/8", "pos:\t0\nflags:\t0100000\n");
        RecordedSection front = about("front");
        assertThat(files(front))
                .contains("file[server.js]/content", "file[state/fixed.json]/content")
                .noneMatch(path -> path.contains("queue") || path.contains("out.txt"));
        assertThat(front.uncovered()).containsExactly("file[open%2F*]/** in use", "file[state%2F*]/** in use");
    }

    /** The front end, deployed before it started, by the user it runs as. */
    private RecordedSection exporting(String name, long startSeconds, String... written) throws Exception {
        started(name);
        host.file("/srv/front/server.js", LONG).file("/srv/front/export/README", LONG);
        for (String each : written) {
            host.file("/srv/front/" + each, "-- MySQL dump 10.13\n");
            young("/srv/front/" + each);
        }
        Path root = host.location().resolve("root/srv/front");
        Files.setLastModifiedTime(root, FileTime.from(Instant.ofEpochSecond(BOOT - 1000)));
        node().uid(((Number) Files.getAttribute(root, "unix:uid")).longValue())
                .startedAt(startSeconds * 100)
                .add();
        return about("front");
    }

    @Test
    void tellsTheSameWhateverTheServiceWritesAndWheneverItStarts() throws Exception {
        RecordedSection before = exporting("a", 20, "export/2026-11-20/alice@example.com/a.sql");
        String[] later = {
            "export/2026-11-20/alice@example.com/a.sql", "export/2026-11-21/bob@example.com/a.sql", "media/x.jpg"
        };
        RecordedSection after = exporting("b", 20, later);
        RecordedSection restarted = exporting("c", 3_300, later);
        assertThat(before.uncovered()).containsExactly("file[export%2F*]/** in use");
        assertThat(before.shown("stray[database-dump]")).contains("{export/{varying}/{address}/a.sql}");
        assertThat(after).hasToString(before.toString());
        assertThat(restarted).hasToString(before.toString());
        assertThat(before.paths()).contains("file[export%2FREADME]/content");
    }

    @Test
    void oneFileWrittenAtTheTopLeavesTheOthersKnown() throws Exception {
        RecordedSection front = exporting("a", 20, "report-2026-11-21.csv", "nightly.sql");
        assertThat(front.uncovered()).containsExactly("file[nightly.sql]/** in use", "file[report-*.csv]/** in use");
        assertThat(front.shown("stray[database-dump]")).contains("{nightly.sql}");
    }
}
