package dev.leeway.agent.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** A disk with room for so many bytes, and others that may take at once what is freed. */
final class FullDisk implements Disk {
    private final Disk real = new QuickDisk();
    private final String message;
    private final boolean taken;
    private long free = Long.MAX_VALUE / 2;

    /**
     * @param message of the failure when there is no room
     * @param taken whether others take what is freed
     */
    FullDisk(String message, boolean taken) {
        this.message = message;
        this.taken = taken;
    }

    /** From now on there is room for so many bytes more. */
    void fill(long bytes) {
        free = bytes;
    }

    private void frees(Path file) throws IOException {
        if (!taken && real.list(file.resolveSibling("")).contains(file)) {
            free += real.size(file);
        }
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        real.makeDirectory(directory);
    }

    @Override
    public void write(Path file, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.write(bytes);
        if (bytes.size() > free) {
            throw new IOException(message);
        }
        real.write(file, out -> out.write(bytes.toByteArray()));
        free -= bytes.size();
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        frees(to);
        real.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        frees(file);
        real.delete(file);
    }

    @Override
    public void sync(Path directory) throws IOException {
        real.sync(directory);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return real.list(directory);
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return real.read(file);
    }

    @Override
    public long size(Path file) throws IOException {
        return real.size(file);
    }

    @Override
    public long room(Path directory) {
        return free;
    }
}
