package dev.leeway.agent.deliver;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Where a host's key lies, and what the collector it is known to calls it: two files that only their owner may read.
 *
 * <p>The key is on the disk before anybody hears of it. The file that names it is replaced as a whole, so that a host that joins again is
 * one thing or the other.
 */
public final class MembershipFile {
    private static final String NAME = "membership";
    private static final String KEY = "agent-key";
    private static final String NEXT = "agent-key.next";
    private static final int MOST = 64 << 10;
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path directory;
    private final Disk disk;

    /** What lies in the state directory. */
    public MembershipFile(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /** Where it lies. */
    public Path place() {
        return directory.resolve(NAME);
    }

    /**
     * What this host is to a collector; empty where it never joined one.
     *
     * @throws FormatException when the file is damaged or not readable
     */
    public Optional<Membership> read() throws FormatException {
        if (!Files.exists(place())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Membership.parse(text(place())));
        } catch (IOException | IllegalArgumentException e) {
            throw new FormatException(
                    place().toString(), "", "cannot be read", "run as the user who joined, or join again: --again", e);
        }
    }

    /**
     * The key of a membership.
     *
     * @throws FormatException when it is gone, damaged, or open to others; nothing of it is repeated
     */
    public AgentKey key(Membership membership) throws FormatException {
        return key(directory.resolve(membership.keyFile()));
    }

    private static AgentKey key(Path file) throws FormatException {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new FormatException(
                        file.toString(),
                        "",
                        "others than its owner may use this key",
                        "join again with another one: leeway-agent join --again");
            }
            return AgentKey.parse(text(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new FormatException(
                    file.toString(),
                    "",
                    "the key of this host cannot be read",
                    "join again: leeway-agent join --again",
                    e);
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
        }
    }

    /**
     * The key to join with: that of an attempt whose answer was lost, else a new one. It is on the disk when this returns.
     *
     * @throws IOException when it cannot be kept
     */
    public AgentKey prepare() throws IOException {
        Path next = directory.resolve(NEXT);
        disk.makeDirectory(directory);
        if (Files.exists(next)) {
            try {
                return key(next);
            } catch (FormatException unfit) {
                disk.delete(next);
            }
        }
        AgentKey key = AgentKey.make();
        disk.write(next, out -> out.write(key.text().getBytes(StandardCharsets.US_ASCII)));
        disk.sync(directory);
        return key;
    }

    /** What the file of a key that was {@link #prepare prepared} is going to be called. */
    public static String keyFile(AgentKey key) {
        return KEY + "-"
                + SpoolFile.hex(key.publicKey().getBytes(StandardCharsets.US_ASCII))
                        .substring(0, 12);
    }

    /**
     * Remembers what became of joining with the prepared key; the key before it is removed.
     *
     * @throws IOException when that cannot be kept
     */
    public void join(Membership membership) throws IOException {
        Optional<Membership> before = Optional.empty();
        try {
            before = read();
        } catch (FormatException damaged) {
            // It is about to be replaced.
        }
        disk.move(directory.resolve(NEXT), directory.resolve(membership.keyFile()));
        Path begun = directory.resolve(NAME + ".new");
        disk.write(begun, out -> out.write(membership.text().getBytes(StandardCharsets.UTF_8)));
        disk.move(begun, place());
        disk.sync(directory);
        if (before.isPresent() && !before.get().keyFile().equals(membership.keyFile())) {
            disk.delete(directory.resolve(before.get().keyFile()));
        }
    }
}
