package dev.leeway.collector.store.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps a second writer out; the system lets go of it when a process ends, however it ends. Whose it is stands in its file, for people. */
final class MirrorLock implements AutoCloseable {
    static final String NAME = "leeway.lock";

    private static final int STEP = 50;
    private static final Pattern HOLDER = Pattern.compile("[0-9]{1,20}");

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
            throw new MirrorException(
                    folder + ": " + holder(folder) + " is writing to the mirror; run again when it is done");
        }
        MirrorLock lock = new MirrorLock(channel);
        lock.sign();
        return lock;
    }

    /** Says whose the lock is; on a full disk it goes without. */
    private void sign() {
        try {
            byte[] name = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0).write(ByteBuffer.wrap(name), 0);
        } catch (IOException e) {
            // The lock holds without a name.
            return;
        }
    }

    /** Who has the lock, as far as that is told. */
    private static String holder(Path folder) {
        try {
            String told = Files.readString(folder.resolve(NAME), StandardCharsets.US_ASCII);
            return HOLDER.matcher(told).matches() ? "the process " + told : "another process";
        } catch (IOException e) {
            return "another process";
        }
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
