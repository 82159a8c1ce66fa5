package dev.leeway.agent.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** A disk whose n-th request to change something fails, in the midst of a write where it is one; and all later ones, if it is to stay so. */
final class FailingDisk implements Disk {
    private final Disk real;
    private final String message;
    private final boolean stays;
    private long left;

    /**
     * @param good how many requests succeed
     * @param stays whether all fail from then on, as after a kill
     */
    FailingDisk(long good, String message, boolean stays) {
        this(new QuickDisk(), good, message, stays);
    }

    /** Likewise, on top of another. */
    FailingDisk(Disk real, long good, String message, boolean stays) {
        this.real = real;
        this.left = good;
        this.message = message;
        this.stays = stays;
    }

    /** Whether the one that fails was asked for. */
    boolean failed() {
        return left < 0;
    }

    private void step() throws IOException {
        left--;
        if (left == -1 || (left < -1 && stays)) {
            throw new IOException(message);
        }
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        real.makeDirectory(directory);
    }

    @Override
    public void write(Path file, Content content) throws IOException {
        real.write(file, out -> {
            OutputStream torn = new OutputStream() {
                private int written;

                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    if (written == 0) {
                        out.write(bytes, from, Math.min(length, 7));
                        out.flush();
                        written = 1;
                        step();
                        out.write(bytes, from + Math.min(length, 7), Math.max(0, length - 7));
                    } else {
                        out.write(bytes, from, length);
                    }
                }
            };
            content.write(torn);
            step();
        });
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step();
        real.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        real.delete(file);
    }

    @Override
    public void sync(Path directory) throws IOException {
        step();
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
        return Long.MAX_VALUE;
    }
}
