package dev.leeway.agent.spi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** When processes were started, by the host's clock: for holding files against them, never for facts. */
public final class ProcessStart {
    private static final int MAX_STATISTICS = 16 << 20;
    /** What the kernel counts in towards user space, on every architecture that runs Java. */
    private static final long TICKS_PER_SECOND = 100;

    private static final String BOOT = "btime ";

    private ProcessStart() {}

    /**
     * The end of the second in which {@code process} was started; empty when the kernel does not tell when it booted.
     *
     * <p>A program that took the place of another one, as a script's last {@code exec} does, was started when that was.
     */
    public static Optional<Instant> of(HostFiles proc, HostProcess process) throws HostAccessException {
        String statistics = new String(proc.read("/stat", MAX_STATISTICS), StandardCharsets.UTF_8);
        try {
            return statistics
                    .lines()
                    .filter(line -> line.startsWith(BOOT))
                    .map(line -> Long.parseLong(line.substring(BOOT.length()).strip()))
                    .map(boot -> Instant.ofEpochSecond(boot + process.startTicks() / TICKS_PER_SECOND + 1))
                    .findFirst();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
