package dev.leeway.collector.store.sqlite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The pages of a database as its log leaves them, numbered from 1 on; those that are free are not there. */
final class SqlitePages implements Closeable {
    /** What SQLite makes unless it is told otherwise, which stores never do. */
    static final int USUAL_SIZE = 4096;

    private final FileChannel file;
    private final FileChannel log;
    private final Map<Integer, Long> logged = new HashMap<>();
    private final int size;
    private final int count;
    private final Set<Integer> free;

    private SqlitePages(FileChannel file, FileChannel log, WriteAheadLog frames) throws IOException {
        this.file = file;
        this.log = log;
        this.size = USUAL_SIZE;
        int last = (int) Math.min(Integer.MAX_VALUE - 1, (file.size() + size - 1) / size);
        if (frames.pageSize() == size) {
            for (WriteAheadLog.Frame frame : frames.ended()) {
                if (frame.page() > 0 && frame.page() <= last + frames.ended().size()) {
                    logged.put(frame.page(), frame.at());
                }
            }
        }
        for (int page : logged.keySet()) {
            last = Math.max(last, page);
        }
        this.count = last;
        this.free = free();
    }

    /** Of the database in {@code file}, and of its log where there is one. */
    static SqlitePages open(Path file) throws IOException {
        Path beside = WriteAheadLog.of(file);
        WriteAheadLog frames = WriteAheadLog.read(beside);
        FileChannel database = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new SqlitePages(
                    database,
                    Files.isRegularFile(beside) ? FileChannel.open(beside, StandardOpenOption.READ) : database,
                    frames);
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    int size() {
        return size;
    }

    int count() {
        return count;
    }

    boolean isFree(int page) {
        return free.contains(page);
    }

    /** A page, zeros where the file ends before it does or cannot be read. */
    ByteBuffer page(int number) {
        ByteBuffer page = ByteBuffer.allocate(size);
        if (number < 1 || number > count) {
            return page;
        }
        Long frame = logged.get(number);
        long at = frame == null ? (number - 1L) * size : frame;
        try {
            int read = 0;
            while (page.hasRemaining() && read >= 0) {
                read = (frame == null ? file : log).read(page, at + page.position());
            }
        } catch (IOException e) {
            // A place the disk does not give back costs what stands there.
            return ByteBuffer.allocate(size);
        }
        return page.clear();
    }

    /** Pages that hold nothing but what was deleted; none where their list does not come to the count that is written beside it. */
    private Set<Integer> free() {
        ByteBuffer first = page(1);
        Set<Integer> found = new HashSet<>();
        int wanted = first.getInt(36);
        int trunk = first.getInt(32);
        while (trunk > 0 && trunk <= count && found.add(trunk)) {
            ByteBuffer page = page(trunk);
            int leaves = page.getInt(4);
            if (leaves < 0 || leaves > size / 4 - 2) {
                return Set.of();
            }
            for (int i = 0; i < leaves; i++) {
                found.add(page.getInt(8 + 4 * i));
            }
            trunk = page.getInt(0);
        }
        return trunk == 0 && found.size() == wanted ? found : Set.of();
    }

    @Override
    public void close() throws IOException {
        file.close();
        log.close();
    }
}
