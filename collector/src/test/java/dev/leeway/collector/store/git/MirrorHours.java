package dev.leeway.collector.store.git;

import com.sun.management.OperatingSystemMXBean;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.collector.testing.StoreYear;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What the first mirror by day of a store costs whose hosts delivered every hour, one in a hundred touched in one fact a day. Where the store is
 * missing it is made and nothing else, so that making it does not count.
 *
 * <p>Arguments: how many hosts, days, the file of the store, and the directory of the mirror.
 */
final class MirrorHours {
    /** Of 10,000 hosts, each hour. */
    private static final int CHANGING = 4;

    private MirrorHours() {}

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path file = Path.of(arguments[2]);
        if (!Files.exists(file)) {
            int days = Integer.parseInt(arguments[1]);
            StoreYear.fill(file, Integer.parseInt(arguments[0]), days * 24, CHANGING, Duration.ofHours(1));
            return;
        }
        try (SnapshotStore store = SqlStores.sqlite(file, Clock.systemUTC())) {
            for (String run : new String[] {"first", "second, with nothing to write"}) {
                long before = processor();
                long began = System.nanoTime();
                try (GitMirror mirror = GitMirror.openOrCreate(Path.of(arguments[3]))) {
                    MirrorRun done =
                            MirrorRun.days(new MirrorStore(store), Instant.parse("2028-01-01T00:00:00Z"), mirror);
                    out.printf(
                            Locale.ROOT,
                            "%s: %d commits, processor %.1f s, elapsed %.1f s, heap at most %d MiB%n",
                            run,
                            done.written().commits().size(),
                            (processor() - before) / 1e9,
                            (System.nanoTime() - began) / 1e9,
                            heap() >> 20);
                }
            }
        }
    }

    private static long processor() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
