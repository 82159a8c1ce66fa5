package dev.leeway.agent.deliver;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts this agent's snapshots, so that they can be put in order where clocks cannot.
 *
 * <p>Where the count cannot be kept it is 0, which means nobody counts; a snapshot never fails for it.
 */
public final class SequenceFile {
    private static final String NAME = "sequence";
    private static final int MAX_BYTES = 32;
    private static final int PATIENCE = 50;
    private static final int PAUSE_MILLIS = 10;
    /** More snapshots than any host takes between two that are lost sight of. */
    private static final long LEAP = 1_000_000;

    private static final Pattern SOUND = Pattern.compile("[0-9]{1,19}\n");

    private final Optional<Path> directory;

    /** The count kept in {@code directory}, which is made when it is missing. */
    public SequenceFile(Path directory) {
        this.directory = Optional.of(directory);
    }

    private SequenceFile(Optional<Path> directory) {
        this.directory = directory;
    }

    /**
     * The count in the {@link StateDirectory usual place}.
     *
     * @param variables of the environment
     * @param root whether the agent runs as root
     */
    public static SequenceFile usual(Map<String, String> variables, boolean root) {
        return new SequenceFile(StateDirectory.usual(variables, root));
    }

    /** Where the count is kept, empty when there is no place for it. */
    public Optional<Path> place() {
        return directory.map(each -> each.resolve(NAME));
    }

    /** Counts one more: 1 for the first; 0 where the count cannot be kept. */
    public long next() {
        return next(0, false);
    }

    /**
     * Likewise, and higher than {@code floor}, whatever is written there: a machine that lost power may have an older count on its disk.
     * Where it is damaged it goes on far above all that can have been, for two snapshots of one count look like two machines.
     *
     * @return 0 where the count cannot be kept
     */
    public long next(long floor) {
        return next(floor, true);
    }

    private long next(long floor, boolean mends) {
        if (directory.isEmpty()) {
            return 0;
        }
        try {
            Files.createDirectories(directory.get(), asFileAttribute(fromString("rwx------")));
            Path place = directory.get().resolve(NAME);
            boolean begun = Files.exists(place);
            try (FileChannel file = FileChannel.open(
                            place,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                            asFileAttribute(fromString("rw-------")));
                    FileLock lock = lock(file)) {
                return lock == null ? 0 : raise(file, floor, mends && begun);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException
                | OverlappingFileLockException
                | ArithmeticException
                | IllegalArgumentException
                | UnsupportedOperationException e) {
            return 0;
        }
    }

    /** Waits for another agent that counts, but not for one that was stopped meanwhile. */
    private static @Nullable FileLock lock(FileChannel file) throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return null;
    }

    private static long raise(FileChannel file, long floor, boolean mends) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MAX_BYTES);
        file.read(content, 0);
        String text = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII);
        long next = mends && !SOUND.matcher(text).matches()
                ? Math.addExact(floor, LEAP)
                : Math.addExact(Math.max(floor, text.isEmpty() ? 0 : Long.parseLong(text.strip())), 1);
        byte[] line = (next + "\n").getBytes(StandardCharsets.US_ASCII);
        file.write(ByteBuffer.wrap(line), 0);
        // Sound digits only ever grow in number, so that one short write leaves no old digit behind; damage may be
        // longer.
        if (content.position() > line.length) {
            file.truncate(line.length);
        }
        file.force(false);
        return next;
    }
}
