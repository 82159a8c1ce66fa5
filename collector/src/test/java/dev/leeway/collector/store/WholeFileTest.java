package dev.leeway.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void replacesAFileAndKeepsItsPermissions() throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        WholeFile.write(file, "new é");
        assertThat(file).content().isEqualTo("new é");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void makesANewFileForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("new.html");
        WholeFile.write(file, "map of weaknesses");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsAPrivateFileForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("state/leeway/last.json");
        WholeFile.writePrivately(file, "one");
        WholeFile.writePrivately(file, "two");
        assertThat(file).content().isEqualTo("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state/leeway"))))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesALinkADirectoryAndADirectoryThatIsNotThere() throws IOException {
        Path target = Files.writeString(folder.resolve("target.txt"), "keep");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), target);
        assertRefused(link, "is a link");
        assertRefused(folder, "is a directory");
        assertRefused(folder.resolve("none/report.txt"), "its directory does not exist");
        assertThat(target).content().isEqualTo("keep");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> WholeFile.write(file, "new"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(reason);
    }
}
