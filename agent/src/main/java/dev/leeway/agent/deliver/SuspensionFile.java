package dev.leeway.agent.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Remembers from one snapshot to the next which probes are not asked for a while; where that cannot be kept, all are. */
public final class SuspensionFile {
    private static final String NAME = "suspended";
    private static final int MOST = 64 << 10;

    private final Path directory;
    private final Disk disk;

    /** What is kept in {@code directory}. */
    public SuspensionFile(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /** What was remembered. */
    public Suspensions read() {
        try (InputStream in = disk.read(directory.resolve(NAME))) {
            return Suspensions.parse(new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
        } catch (IOException none) {
            return Suspensions.NONE;
        }
    }

    /** Remembers. */
    public void write(Suspensions suspensions) {
        Path begun = directory.resolve(NAME + ".new");
        try {
            disk.write(begun, out -> out.write(suspensions.text().getBytes(StandardCharsets.UTF_8)));
            disk.move(begun, directory.resolve(NAME));
        } catch (IOException e) {
            // A probe more is asked; a snapshot never fails for that.
            return;
        }
    }
}
