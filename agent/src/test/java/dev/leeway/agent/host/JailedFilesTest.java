package dev.leeway.agent.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JailedFilesTest {
    @TempDir
    Path outside;

    private Path root;
    private JailedFiles files;

    @BeforeEach
    void makesAJailWithASecretBesideIt() throws IOException {
        root = Files.createDirectories(outside.resolve("root"));
        Files.writeString(outside.resolve("secret"), "outside");
        files = JailedFiles.at(root);
    }

    @Test
    void readsAFile() throws Exception {
        write("etc/os-release", "ID=debian\n");
        assertThat(files.read("/etc/os-release", 100)).isEqualTo("ID=debian\n".getBytes(UTF_8));
        assertThat(files.read("//etc/./os-release", 100)).isEqualTo("ID=debian\n".getBytes(UTF_8));
    }

    @Test
    void tellsWhenAFileWasMadeWhateverItsLastChange() throws Exception {
        write("etc/hostname", "a\n");
        Path file = root.resolve("etc/hostname");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        Instant born = files.born("/etc/hostname").orElseThrow();
        assertThat(born).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2002-02-03T04:05:06Z")));
        assertThat(files.born("/etc/hostname")).contains(born);
        assertThat(files.born("/etc/nothing")).isEmpty();
    }

    @Test
    void saysAbsentOfAFileThatIsNotThere() throws Exception {
        assertThat(files.readIfPresent("/etc/nothing", 100)).isEmpty();
        assertThat(files.stat("/etc/nothing")).isEmpty();
        assertThat(files.listIfPresent("/etc/nothing", 100)).isEmpty();
        assertThat(files.resolve("/etc/nothing")).isEmpty();
        assertRefused(Kind.ABSENT, () -> files.read("/etc/nothing", 100));
        assertRefused(Kind.ABSENT, () -> files.list("/etc/nothing", 100));
        assertRefused(Kind.ABSENT, () -> files.open("/etc/nothing"));
    }

    @Test
    void saysAbsentOfAPathThatGoesThroughAFile() throws Exception {
        write("etc/hostname", "web-01");
        assertThat(files.stat("/etc/hostname/x")).isEmpty();
        assertThat(files.stat("/etc/hostname/../hostname")).isEmpty();
    }

    @Test
    void followsAbsoluteLinksInsideTheRoot() throws Exception {
        write("usr/share/zoneinfo/Etc/UTC", "TZif");
        link("etc/localtime", "/usr/share/zoneinfo/Etc/UTC");
        assertThat(files.read("/etc/localtime", 100)).isEqualTo("TZif".getBytes(UTF_8));
        assertThat(files.resolve("/etc/localtime")).contains("/usr/share/zoneinfo/Etc/UTC");
        assertThat(files.readLink("/etc/localtime")).contains("/usr/share/zoneinfo/Etc/UTC");
    }

    @Test
    void followsLinkedDirectoriesAndLinksToLinks() throws Exception {
        write("usr/lib/os-release", "x");
        link("lib", "usr/lib");
        link("etc/os-release", "../lib/os-release");
        assertThat(files.resolve("/etc/os-release")).contains("/usr/lib/os-release");
    }

    @Test
    void stopsAtTheRootWhenALinkClimbs() throws Exception {
        link("etc/climb", "../../../secret");
        link("etc/absolute", outside.resolve("secret").toString());
        link("up", "..");
        assertThat(files.readIfPresent("/etc/climb", 100)).isEmpty();
        assertThat(files.readIfPresent("/etc/absolute", 100)).isEmpty();
        assertThat(files.readIfPresent("/../secret", 100)).isEmpty();
        assertThat(files.readIfPresent("/up/secret", 100)).isEmpty();
        write("secret", "inside");
        assertThat(files.read("/etc/climb", 100)).isEqualTo("inside".getBytes(UTF_8));
        assertThat(files.read("/up/up/secret", 100)).isEqualTo("inside".getBytes(UTF_8));
        assertThat(files.resolve("/..")).contains("/");
    }

    @Test
    void leavesTheParentOfALinkedDirectoryAsTheKernelDoes() throws Exception {
        write("srv/a/file", "a");
        write("srv/file", "srv");
        link("here", "srv/a");
        assertThat(files.read("/here/../file", 100)).isEqualTo("srv".getBytes(UTF_8));
    }

    @Test
    void givesUpOnLinksThatTurnInCircles() throws Exception {
        link("a", "b");
        link("b", "a");
        link("self", "self/self");
        assertRefused(Kind.UNREADABLE, () -> files.stat("/a"));
        assertRefused(Kind.UNREADABLE, () -> files.read("/self/x", 10));
        assertThat(files.statLink("/a").orElseThrow().type()).isEqualTo(FileStat.Type.LINK);
    }

    @Test
    void followsFortyLinksAndNoMore() throws Exception {
        write("l0", "end");
        for (int i = 1; i <= 41; i++) {
            link("l" + i, "l" + (i - 1));
        }
        assertThat(files.read("/l40", 10)).isEqualTo("end".getBytes(UTF_8));
        assertRefused(Kind.UNREADABLE, () -> files.read("/l41", 10));
    }

    @Test
    void neverOpensAPipe() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        link("to-pipe", "pipe");
        assertRefused(Kind.NOT_A_FILE, () -> files.read("/pipe", 10));
        assertRefused(Kind.NOT_A_FILE, () -> files.readIfPresent("/to-pipe", 10));
        assertRefused(Kind.NOT_A_FILE, () -> files.open("/pipe"));
        assertThat(files.stat("/pipe").orElseThrow().type()).isEqualTo(FileStat.Type.OTHER);
    }

    @Test
    void neverOpensADirectoryOrADevice() throws Exception {
        Files.createDirectories(root.resolve("etc"));
        assertRefused(Kind.NOT_A_FILE, () -> files.read("/etc", 10));
        assertRefused(Kind.NOT_A_FILE, () -> JailedFiles.at(Path.of("/dev")).read("/zero", 10));
        assertRefused(Kind.NOT_A_FILE, () -> JailedFiles.at(Path.of("/")).open("/proc/kmsg"));
    }

    @Test
    void readsUpToTheLimitAndRefusesMore() throws Exception {
        write("ten", "0123456789");
        assertThat(files.read("/ten", 10)).hasSize(10);
        assertRefused(Kind.TOO_LARGE, () -> files.read("/ten", 9));
        assertThat(files.read("/ten", Integer.MAX_VALUE)).hasSize(10);
        write("none", "");
        assertThat(files.read("/none", 0)).isEmpty();
    }

    @Test
    void readsKernelFilesThatAnnounceNoSize() throws Exception {
        JailedFiles proc = JailedFiles.at(Path.of("/proc"));
        assertThat(new String(proc.read("/self/status", 100_000), UTF_8)).contains("VmRSS");
        assertThat(new String(proc.read("/cpuinfo", 10_000_000), UTF_8)).isNotEmpty();
        assertRefused(Kind.TOO_LARGE, () -> proc.read("/self/status", 20));
    }

    @Test
    void opensAFileAtAnyPosition() throws Exception {
        write("ten", "0123456789");
        try (SeekableByteChannel channel = files.open("/ten")) {
            ByteBuffer two = ByteBuffer.allocate(2);
            channel.position(4).read(two);
            assertThat(two.array()).isEqualTo("45".getBytes(UTF_8));
        }
    }

    @Test
    void listsNamesSortedAndWithinTheLimit() throws Exception {
        write("d/b", "");
        write("d/a", "");
        write("d/ü", "");
        assertThat(files.list("/d", 3)).containsExactly("a", "b", "ü");
        assertThat(files.listIfPresent("/d", 3)).hasSize(3);
        assertRefused(Kind.TOO_LARGE, () -> files.list("/d", 2));
        assertRefused(Kind.NOT_A_FILE, () -> files.list("/d/a", 2));
    }

    @Test
    void tellsInodeModeAndOwner() throws Exception {
        write("f", "abc");
        Files.setPosixFilePermissions(root.resolve("f"), PosixFilePermissions.fromString("rw-r-----"));
        FileStat stat = files.stat("/f").orElseThrow();
        assertThat(stat.type()).isEqualTo(FileStat.Type.FILE);
        assertThat(stat.size()).isEqualTo(3);
        assertThat(stat.mode()).isEqualTo(0640);
        assertThat(stat.inode()).isEqualTo(Files.getAttribute(root.resolve("f"), "unix:ino"));
        assertThat(stat.device()).isEqualTo(Files.getAttribute(root.resolve("f"), "unix:dev"));
        assertThat(stat.uid()).isEqualTo(((Integer) Files.getAttribute(root.resolve("f"), "unix:uid")).longValue());
        assertThat(stat.modified())
                .isEqualTo(Files.getLastModifiedTime(root.resolve("f")).toInstant());
    }

    @Test
    void findsTheSameAgainWhereItRemembersTheWay() throws Exception {
        write("srv/a/one", "1");
        write("srv/a/two", "22");
        link("here", "srv/a");
        link("srv/a/up", "../..");
        for (int i = 0; i < 2; i++) {
            assertThat(files.resolve("/here/one")).contains("/srv/a/one");
            assertThat(files.resolve("/here/two")).contains("/srv/a/two");
            assertThat(files.resolve("/here/..")).contains("/srv");
            assertThat(files.resolve("/here/.")).contains("/srv/a");
            assertThat(files.resolve("/here/")).contains("/srv/a");
            assertThat(files.resolve("/here")).contains("/srv/a");
            assertThat(files.resolve("/here/up/srv")).contains("/srv");
            assertThat(files.resolve("/here/up/here")).contains("/srv/a");
            assertThat(files.resolve("/here/one/x")).isEmpty();
            assertThat(files.resolve("/")).contains("/");
            assertThat(files.statLink("/here/up").orElseThrow().type()).isEqualTo(FileStat.Type.LINK);
        }
    }

    @Test
    void saysNothingOfALinkThatLeadsNowhereButItsTarget() throws Exception {
        link("dangling", "/nowhere");
        assertThat(files.stat("/dangling")).isEmpty();
        assertThat(files.resolve("/dangling")).isEmpty();
        assertThat(files.statLink("/dangling")).isPresent();
        assertThat(files.readLink("/dangling")).contains("/nowhere");
        assertThat(files.readLink("/")).isEmpty();
    }

    @Test
    void refusesPathsThatAreNotAbsoluteOrNotPossible() {
        assertThatThrownBy(() -> files.stat("etc")).isInstanceOf(IllegalArgumentException.class);
        assertRefused(Kind.UNREADABLE, () -> files.stat("/a\0b"));
        assertRefused(Kind.UNREADABLE, () -> files.stat("/" + "x".repeat(5000)));
        assertRefused(Kind.UNREADABLE, () -> files.stat("/" + "x".repeat(300)));
    }

    @Test
    void hasNothingUnderARootThatIsNotThere() throws Exception {
        assertThat(JailedFiles.at(outside.resolve("gone")).stat("/etc")).isEmpty();
        assertThat(JailedFiles.at(outside.resolve("gone")).stat("/")).isEmpty();
    }

    @Test
    void acceptsALinkAsTheRootItself() throws Exception {
        write("etc/hostname", "web-01");
        Files.createSymbolicLink(outside.resolve("mount"), root);
        JailedFiles mounted = JailedFiles.at(outside.resolve("mount"));
        assertThat(mounted.read("/etc/hostname", 100)).isEqualTo("web-01".getBytes(UTF_8));
        assertThat(mounted.list("/", 10)).containsExactly("etc");
    }

    private void write(String path, String content) throws IOException {
        Path target = root.resolve(path);
        Files.createDirectories(target.getParent());
        Files.writeString(target, content);
    }

    private void link(String path, String target) throws IOException {
        Path link = root.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    private static void assertRefused(Kind kind, Reading reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        HostAccessException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }

    private interface Reading {
        void run() throws HostAccessException;
    }
}
