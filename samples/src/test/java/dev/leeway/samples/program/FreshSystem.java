package dev.leeway.samples.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The root of a small Debian, installed once for this machine, below what {@code samples/hosts/rebuild.sh} keeps too. */
public final class FreshSystem {
    private static final long BOOTSTRAP_SECONDS = 400;
    private static final Pattern MIRROR =
            Pattern.compile("(?m)^(?:deb\\s.*?|URIs:\\s*)(https?://\\S+/debian)/?(?:\\s|$)");

    private FreshSystem() {}

    /**
     * Where it lies; nobody may change it.
     *
     * @param chamber in which it is installed where it is not there yet: what that mounts ends with it
     */
    public static Path in(Chamber chamber, Path scratch) throws IOException, InterruptedException {
        Needs.command("debootstrap");
        Path kept = Path.of(System.getenv().getOrDefault("LEEWAY_SAMPLES_WORK", "/var/tmp/leeway-samples"));
        Path system = kept.resolve("bookworm-minbase");
        if (!Files.isDirectory(system, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(kept);
            Path unfinished = Files.createTempDirectory(kept, "bookworm-minbase-");
            try {
                bootstrap(chamber, scratch, unfinished);
                Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(unfinished, system, StandardCopyOption.ATOMIC_MOVE);
            } catch (DirectoryNotEmptyException anotherBuildWasFaster) {
                assertThat(system).isDirectory();
            } finally {
                Program.of("rm", "-rf", "--one-file-system", unfinished.toString())
                        .run(scratch);
            }
        }
        assertThat(Files.getOwner(system, LinkOption.NOFOLLOW_LINKS).getName())
                .as("owner of " + system)
                .isEqualTo("root");
        return system;
    }

    private static void bootstrap(Chamber chamber, Path scratch, Path root) throws IOException, InterruptedException {
        Optional<String> mirror = mirror();
        Needs.met(mirror.isPresent(), "needs a Debian mirror in the machine's own list of repositories");
        Ran ran = chamber.inside(Program.of(
                        "debootstrap", "--variant=minbase", "bookworm", root.toString(), mirror.orElseThrow()))
                .within(BOOTSTRAP_SECONDS)
                .run(scratch);
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
}
