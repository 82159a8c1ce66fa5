package dev.leeway.agent.spi;

import dev.leeway.agent.format.ProcessStat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When processes were started, by the host's clock: for holding files against them, never for facts. */
public final class ProcessStart {
    private static final int MAX_STATISTICS = 16 << 20;
    /** What the kernel counts in towards user space, on every architecture that runs Java. */
    private static final long MILLIS_PER_TICK = 10;

    private static final int MAX_THREADS = 100_000;
    private static final int MAX_LINE = 4_096;
    /** Those beyond are younger. */
    private static final int OLDEST_THREADS = 16;

    private static final String BOOT = "btime ";

    private ProcessStart() {}

    /**
     * The latest instant at which {@code process} may have been started, a second after the earliest; empty when the kernel does not tell when it booted.
     *
     * <p>A program that took the place of another one, as a script's last {@code exec} does, was started when that was.
     */
    public static Optional<Instant> of(HostFiles proc, HostProcess process) throws HostAccessException {
        return at(proc, process.startTicks());
    }

    /**
     * The latest instant at which the program of {@code process} may have begun, even where it took the place of a script: that of
     * its oldest thread beside the first, for threads do not outlive the program that made them. Of a program without any it
     * is that of the process.
     */
    public static Optional<Instant> ofThreads(HostFiles proc, HostProcess process) throws HostAccessException {
        Optional<Instant> oldest = ofOldestThread(proc, process);
        return oldest.isPresent() ? oldest : of(proc, process);
    }

    /**
     * The latest instant at which the oldest thread of {@code process} beside the first may have been made: the program that runs now
     * had begun by then. Empty where it has no other thread.
     */
    public static Optional<Instant> ofOldestThread(HostFiles proc, HostProcess process) throws HostAccessException {
        String directory = "/" + process.pid() + "/task";
        long oldest = Long.MAX_VALUE;
        for (int thread : made(proc.listIfPresent(directory, MAX_THREADS), process.pid())) {
            Optional<byte[]> line = proc.readIfPresent(directory + "/" + thread + "/stat", MAX_LINE);
            oldest = Math.min(
                    oldest,
                    line.flatMap(each -> ProcessStat.parse(new String(each, StandardCharsets.UTF_8)))
                            .map(ProcessStat::startTicks)
                            .orElse(Long.MAX_VALUE));
        }
        return oldest == Long.MAX_VALUE ? Optional.empty() : at(proc, oldest);
    }

    /** The first of the threads in the order in which they were made: numbers rise, and begin anew at the highest. */
    private static List<Integer> made(List<String> names, int first) {
        List<Integer> threads = names.stream()
                .filter(name -> name.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(thread -> thread != first)
                .sorted()
                .toList();
        return Stream.concat(
                        threads.stream().filter(thread -> thread > first),
                        threads.stream().filter(thread -> thread < first))
                .limit(OLDEST_THREADS)
                .toList();
    }

    /**
     * The latest instant at which a process may have been started: the kernel tells when it booted in whole seconds and drops what
     * is beyond, so that sums of what it tells lie up to a second too early.
     */
    private static Instant latest(long boot, long ticks) {
        return Instant.ofEpochSecond(boot + 1).plusMillis((ticks + 1) * MILLIS_PER_TICK);
    }

    private static Optional<Instant> at(HostFiles proc, long ticks) throws HostAccessException {
        String statistics = new String(proc.read("/stat", MAX_STATISTICS), StandardCharsets.UTF_8);
        try {
            return statistics
                    .lines()
                    .filter(line -> line.startsWith(BOOT))
                    .map(line -> Long.parseLong(line.substring(BOOT.length()).strip()))
                    .map(boot -> latest(boot, ticks))
                    .findFirst();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
