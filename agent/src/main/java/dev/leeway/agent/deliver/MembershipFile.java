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
 * one thing or the other. While a collector is asked to take another key it names both, for nobody knows which holds until there is an
 * answer.
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
                    place().toString(),
                    "",
                    "cannot be read",
                    "run as the user who joined; where it is damaged, join again: leeway-agent join --again",
                    e);
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
        Optional<AgentKey> begun = begun();
        if (begun.isPresent()) {
            return begun.get();
        }
        AgentKey key = AgentKey.make();
        prepare(key);
        return key;
    }

    /**
     * Has a key be the one to join with, in the place of the one before it. It is on the disk when this returns.
     *
     * @throws IOException when it cannot be kept
     */
    public void prepare(AgentKey key) throws IOException {
        disk.makeDirectory(directory);
        write(directory.resolve(NEXT), key);
    }

    /** The key of an attempt to join that is still open; empty where none is. */
    public Optional<AgentKey> begun() {
        Path next = directory.resolve(NEXT);
        if (!Files.exists(next)) {
            return Optional.empty();
        }
        try {
            AgentKey key = key(next);
            // One that joined already, by an agent that was killed right then: no collector takes it twice.
            return keyFile(key).equals(joined()) ? Optional.empty() : Optional.of(key);
        } catch (FormatException unfit) {
            return Optional.empty();
        }
    }

    /** The file of the key this host joined with; empty where it did not, or that is not known any more. */
    private String joined() {
        try {
            return read().map(Membership::keyFile).orElse("");
        } catch (FormatException damaged) {
            return "";
        }
    }

    private void write(Path file, AgentKey key) throws IOException {
        disk.write(file, out -> out.write(key.text().getBytes(StandardCharsets.US_ASCII)));
        disk.sync(directory);
    }

    /** What the file of a key that was {@link #prepare prepared} is going to be called. */
    public static String keyFile(AgentKey key) {
        return KEY + "-"
                + SpoolFile.hex(key.publicKey().getBytes(StandardCharsets.US_ASCII))
                        .substring(0, 12);
    }

    /**
     * Remembers what became of joining with the prepared key; keys before it are removed. Whenever it is killed, either the membership is
     * there with its key, or the prepared key is, with which the same token is good once more.
     *
     * @throws IOException when that cannot be kept
     */
    public void join(Membership membership, AgentKey key) throws IOException {
        write(directory.resolve(membership.keyFile()), key);
        replace(membership);
        forget(Set.of(membership.keyFile()));
    }

    private void replace(Membership membership) throws IOException {
        Path begun = directory.resolve(NAME + ".new");
        disk.write(begun, out -> out.write(membership.text().getBytes(StandardCharsets.UTF_8)));
        disk.move(begun, place());
        disk.sync(directory);
    }

    /** Removes every key but one and that of an attempt to join that is still open, for whose token no other key is good. */
    private void forgetOthers(String current) {
        boolean joining = begun().isPresent();
        forget(joining ? Set.of(current, NEXT) : Set.of(current));
    }

    /** Removes every key but these. What will not go now goes when this host joins again; that it joined is so all the same. */
    private void forget(Set<String> kept) {
        try {
            for (Path file : disk.list(directory)) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(KEY) && !kept.contains(name)) {
                    disk.delete(file);
                }
            }
        } catch (IOException left) {
            return;
        }
    }

    /**
     * Notes that the collector is about to be asked to take another key: that of an attempt that nobody knows the end of, else a new one. Both
     * keys are on the disk when this returns.
     *
     * @return the membership as it is from now on, with {@link Membership#nextKeyFile}
     * @throws IOException when that cannot be kept; then the host has the key it had
     */
    public Membership ask(Membership membership) throws IOException {
        if (membership.nextKeyFile().isPresent()) {
            try {
                nextKey(membership);
                return membership;
            } catch (FormatException unfit) {
                // Whatever became of it, nobody can sign with it any more.
            }
        }
        // What an attempt that was ended left behind goes first.
        forgetOthers(membership.keyFile());
        AgentKey key = AgentKey.make();
        write(directory.resolve(keyFile(key)), key);
        Membership asking = membership.asking(Optional.of(keyFile(key)));
        replace(asking);
        return asking;
    }

    /**
     * The key that the collector was asked to take, and may have.
     *
     * @throws FormatException when it is gone, damaged, or open to others; nothing of it is repeated
     * @throws IllegalStateException when the collector was not asked
     */
    public AgentKey nextKey(Membership membership) throws FormatException {
        return key(directory.resolve(
                membership.nextKeyFile().orElseThrow(() -> new IllegalStateException("the collector was not asked"))));
    }

    /**
     * Remembers that the collector took the other key; the one before it is removed.
     *
     * @param agent the name of that key
     * @return the membership as it is from now on
     * @throws IOException when that cannot be kept; both keys stay
     */
    public Membership turn(Membership asking, String agent) throws IOException {
        Membership turned = asking.by(agent, asking.nextKeyFile().orElseThrow());
        replace(turned);
        forgetOthers(turned.keyFile());
        return turned;
    }

    /**
     * Forgets the other key, which the collector said it will not take.
     *
     * @throws IOException when that cannot be kept; both keys stay
     */
    public void stay(Membership asking) throws IOException {
        replace(asking.asking(Optional.empty()));
        forgetOthers(asking.keyFile());
    }
}
