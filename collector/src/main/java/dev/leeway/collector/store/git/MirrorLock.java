package dev.leeway.collector.store.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second writer out; the system lets go of it when a process ends, however it ends. */
final class MirrorLock implements AutoCloseable {
    static final String NAME = "leeway.lock";

    private static final int STEP = 50;

    private final FileChannel channel;

    private MirrorLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock of a repository.
     *
     * @param patience for how many milliseconds at most
     * @throws MirrorException when another writer does not let go of it meanwhile
     */
    static MirrorLock take(Path folder, long patience) throws IOException, MirrorException {
        FileChannel channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            for (long waited = 0; !taken && waited <= patience; waited += STEP) {
                taken = locked(channel) != null;
                if (!taken) {
                    Thread.sleep(STEP);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        if (!taken) {
            throw new MirrorException(folder + ": another process is writing to the mirror; run again when it is done");
        }
        return new MirrorLock(channel);
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
