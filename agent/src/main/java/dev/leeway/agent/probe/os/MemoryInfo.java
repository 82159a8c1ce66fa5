package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The amounts in {@code /proc/meminfo}, in bytes; only those that stay while the host stays may be told. */
record MemoryInfo(Map<String, Long> amounts) {
    private static final long KIB = 1024;
    private static final long MAX_KIB = Long.MAX_VALUE / KIB;

    MemoryInfo {
        amounts = Map.copyOf(amounts);
    }

    /** Reads {@code /proc/meminfo}. */
    static MemoryInfo parse(String text) {
        Map<String, Long> amounts = new TreeMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            List<String> words = Words.of(line.substring(colon + 1));
            if (colon > 0 && words.size() == 2 && words.get(1).equals("kB")) {
                number(words.get(0)).ifPresent(kib -> amounts.put(line.substring(0, colon), kib * KIB));
            }
        });
        return new MemoryInfo(amounts);
    }

    private static Optional<Long> number(String text) {
        try {
            long number = Long.parseLong(text);
            return number >= 0 && number <= MAX_KIB ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** An amount by its name in the file. */
    Optional<Long> amount(String name) {
        return Optional.ofNullable(amounts.get(name));
    }

    /**
     * The memory the machine was given, from what the kernel says is left of it.
     *
     * <p>The kernel keeps a few percent for itself, a few pages more or less at each boot and on each machine of one
     * kind. Rounded up to an eighth of the power of two below, such machines tell the same: 15.6 GiB are 16.
     */
    static long installed(long total) {
        long step = Math.max(Long.highestOneBit(total) / 8, 1);
        long rest = total % step;
        return rest == 0 || total > Long.MAX_VALUE - step ? total : total - rest + step;
    }
}
