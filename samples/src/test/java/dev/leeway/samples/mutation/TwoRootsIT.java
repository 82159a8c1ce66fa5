package dev.leeway.samples.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.snapshot.HostKind;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two roots of one fresh system with three planted differences differ in those three and in nothing else. */
class TwoRootsIT {
    private static final long BOOTSTRAP_SECONDS = 400;
    private static final Pattern MIRROR =
            Pattern.compile("(?m)^(?:deb\\s.*?|URIs:\\s*)(https?://\\S+/debian)/?(?:\\s|$)");
    private static final String PLANTED = """
            sed -i '/^Package: base-passwd$/,/^Version:/ s/^Version: .*/&+planted1/' var/lib/dpkg/status
            sed -i 's/^hosts:.*/hosts: dns files/' etc/nsswitch.conf
            sed -i 's/^UMASK.*/UMASK 027/' etc/login.defs
            """;

    @TempDir
    Path directory;

    private Chamber chamber;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        Needs.command("debootstrap");
        chamber = Chamber.open();
    }

    /** What is mounted while a system is installed is mounted in the chamber, and ends with it. */
    @AfterEach
    void close() throws IOException, InterruptedException {
        if (chamber != null) {
            chamber.close();
        }
        shell("rm -rf --one-file-system other");
    }

    @Test
    void reportsExactlyTheThreePlantedDifferences() throws IOException, InterruptedException {
        Path one = freshSystem();
        Path other = directory.resolve("other");
        shell("cp -a " + one + " other");
        Taken before = taken(one);
        assertThat(taken(other).ids()).isEqualTo(before.ids());
        shell("cd other\n" + PLANTED);
        Taken after = taken(other);
        assertThat(before.snapshot().host().kind()).isEqualTo(HostKind.TREE);
        assertThat(before.ids()).containsKeys("os", "package");
        assertThat(after.changedSections(before)).containsExactly("os", "package");
        Compared compared = Compared.of(directory, before.file(), after.file());
        assertThat(compared.drifts())
                .isEqualTo(new TreeMap<>(Map.of(
                        "package/deb[base-passwd]/version", DriftState.DIFFERENT,
                        "os/lookup/order[hosts]", DriftState.DIFFERENT,
                        "os/login[UMASK]", DriftState.DIFFERENT)));
    }

    /** Installed once for this machine, below what {@code samples/hosts/rebuild.sh} keeps too. */
    private Path freshSystem() throws IOException, InterruptedException {
        Path kept = Path.of(System.getenv().getOrDefault("LEEWAY_SAMPLES_WORK", "/var/tmp/leeway-samples"));
        Path system = kept.resolve("bookworm-minbase");
        if (!Files.isDirectory(system, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(kept);
            Path unfinished = Files.createTempDirectory(kept, "bookworm-minbase-");
            try {
                bootstrap(unfinished);
                Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(unfinished, system, StandardCopyOption.ATOMIC_MOVE);
            } catch (DirectoryNotEmptyException anotherBuildWasFaster) {
                assertThat(system).isDirectory();
            } finally {
                shell("rm -rf --one-file-system " + unfinished);
            }
        }
        assertThat(Files.getOwner(system, LinkOption.NOFOLLOW_LINKS).getName())
                .as("owner of " + system)
                .isEqualTo("root");
        return system;
    }

    private void bootstrap(Path root) throws IOException, InterruptedException {
        Optional<String> mirror = mirror();
        Needs.met(mirror.isPresent(), "needs a Debian mirror in the machine's own list of repositories");
        Ran ran = chamber.inside(Program.of(
                        "debootstrap", "--variant=minbase", "bookworm", root.toString(), mirror.orElseThrow()))
                .within(BOOTSTRAP_SECONDS)
                .run(directory);
        Needs.met(ran.exit() == 0, "needs the Debian mirror to answer: " + ran.out());
    }

    /** The mirror this machine takes its own packages from. */
    private static Optional<String> mirror() throws IOException {
        try (Stream<Path> lists = Files.walk(Path.of("/etc/apt"))) {
            for (Path list : lists.filter(file -> file.toString().endsWith(".sources")
                            || file.toString().endsWith(".list"))
                    .sorted()
                    .toList()) {
                Matcher found = MIRROR.matcher(Files.readString(list));
                if (found.find()) {
                    return Optional.of(found.group(1));
                }
            }
        }
        return Optional.empty();
    }

    private Taken taken(Path root) throws IOException, InterruptedException {
        return Taken.with(
                Program.agent(), directory, "--uncounted", "--environment", "test", "--root", root.toString());
    }

    private void shell(String script) throws IOException, InterruptedException {
        Ran ran = Program.of("sh", "-euc", "cd " + directory + "\n" + script).run(directory);
        assertThat(ran.exit()).as(ran.err()).isZero();
    }
}
