package dev.leeway.agent.testing;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** Real files of which some refuse to be read. */
final class FixtureFiles implements HostFiles {
    private final HostFiles files;
    private final Map<String, HostAccessException.Kind> refused = new TreeMap<>();
    private final Map<String, CountDownLatch> stalled = new TreeMap<>();
    private final Set<String> confounding = new TreeSet<>();
    private final Map<String, long[]> owned = new TreeMap<>();

    FixtureFiles(HostFiles files) {
        this.files = files;
    }

    void refuse(String path, HostAccessException.Kind kind) {
        refused.put(path, kind);
    }

    /** Lets every question about what lies at and below {@code path} wait for {@code answer}, interrupted or not. */
    void stall(String path, CountDownLatch answer) {
        stalled.put(path, answer);
    }

    /** Lets every question about what lies at and below {@code path} end as no reader foresees. */
    void confound(String path) {
        confounding.add(path);
    }

    /** Tells another owner, group and mode of what lies at {@code path} itself than it has. */
    void own(String path, long uid, long gid, int mode) {
        owned.put(path, new long[] {uid, gid, mode});
    }

    private FileStat told(String path, FileStat stat) {
        long[] other = owned.get(path);
        return other == null
                ? stat
                : new FileStat(
                        stat.type(),
                        stat.size(),
                        stat.device(),
                        stat.inode(),
                        (int) other[2],
                        other[0],
                        other[1],
                        stat.modified());
    }

    private void waitFor(String path) {
        if (confounding.stream().anyMatch(each -> covers(each, path))) {
            throw new StackOverflowError("while reading hunter2 in " + path);
        }
        stalled.forEach((directory, answer) -> {
            boolean waiting = covers(directory, path);
            while (waiting) {
                try {
                    answer.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    // As a read of a file system whose server went away: nothing wakes it.
                    waiting = true;
                }
            }
        });
    }

    /** Refuses {@code path} when it, a directory above it, or what it leads to was refused. */
    private void check(String path) throws HostAccessException {
        waitFor(path);
        for (Map.Entry<String, HostAccessException.Kind> each : refused.entrySet()) {
            Optional<String> real = files.resolve(path);
            if (covers(each.getKey(), path) || (real.isPresent() && covers(each.getKey(), real.get()))) {
                throw new HostAccessException(each.getValue(), path);
            }
        }
    }

    private static boolean covers(String directory, String path) {
        return path.equals(directory) || path.startsWith(directory.equals("/") ? "/" : directory + "/");
    }

    /** As the kernel does, {@code stat} works on what may not be read, but not below a directory that may not be searched. */
    private void checkParent(String path) throws HostAccessException {
        waitFor(path);
        check(path.substring(0, Math.max(path.lastIndexOf('/'), 1)));
    }

    @Override
    public Optional<FileStat> stat(String path) throws HostAccessException {
        checkParent(path);
        Optional<String> real = files.resolve(path);
        return files.stat(path).map(stat -> told(real.orElse(path), stat));
    }

    @Override
    public Optional<Instant> born(String path) throws HostAccessException {
        checkParent(path);
        return files.born(path);
    }

    @Override
    public Optional<Instant> changed(String path) throws HostAccessException {
        checkParent(path);
        return files.changed(path);
    }

    @Override
    public Optional<FileStat> statLink(String path) throws HostAccessException {
        checkParent(path);
        return files.statLink(path).map(stat -> told(path, stat));
    }

    @Override
    public byte[] read(String path, int maxBytes) throws HostAccessException {
        check(path);
        return files.read(path, maxBytes);
    }

    @Override
    public Optional<byte[]> readIfPresent(String path, int maxBytes) throws HostAccessException {
        check(path);
        return files.readIfPresent(path, maxBytes);
    }

    @Override
    public SeekableByteChannel open(String path) throws HostAccessException {
        check(path);
        return files.open(path);
    }

    @Override
    public List<String> list(String directory, int maxEntries) throws HostAccessException {
        check(directory);
        return files.list(directory, maxEntries);
    }

    @Override
    public List<String> listIfPresent(String directory, int maxEntries) throws HostAccessException {
        check(directory);
        return files.listIfPresent(directory, maxEntries);
    }

    @Override
    public Optional<String> readLink(String path) throws HostAccessException {
        check(path);
        return files.readLink(path);
    }

    @Override
    public Optional<String> resolve(String path) throws HostAccessException {
        checkParent(path);
        return files.resolve(path);
    }
}
