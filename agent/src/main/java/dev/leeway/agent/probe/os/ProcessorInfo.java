package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.Words;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first processor of {@code /proc/cpuinfo}; clock rates, which wander, are not kept.
 *
 * @param model trade name, blanks evened out; empty where the architecture has none
 * @param flags abilities: {@code avx2}, {@code hypervisor}
 */
record ProcessorInfo(Optional<String> model, Set<String> flags) {
    private static final String PATH = "/cpuinfo";

    /** One processor takes some 2 KiB; a host may have hundreds, and the kernel asks each for its clock. */
    private static final int HEAD = 8192;

    /** What each level of x86-64 adds to the one before, as named by the psABI and spelt by the kernel. */
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("lm", "cmov", "cx8", "fpu", "fxsr", "mmx", "syscall", "sse2"),
            Set.of("cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"),
            Set.of("avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"),
            Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"));

    ProcessorInfo {
        flags = Set.copyOf(flags);
    }

    /** Reads the first processor of {@code host}; {@code patterns} are uncovered when that fails. */
    static Optional<ProcessorInfo> of(HostView host, SectionRecorder section, String... patterns) {
        return new Reading(host.proc(), section)
                .head(PATH, HEAD, patterns)
                .map(head -> parse(new String(head, StandardCharsets.UTF_8)));
    }

    /** Reads the first block of {@code /proc/cpuinfo}. */
    static ProcessorInfo parse(String text) {
        Optional<String> model = Optional.empty();
        Set<String> flags = Set.of();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                if (line.isBlank() && !flags.isEmpty()) {
                    break;
                }
                continue;
            }
            String name = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (name.equals("model name") && !value.isEmpty()) {
                model = Optional.of(Words.evenly(value));
            } else if (name.equals("flags") || name.equals("Features")) {
                flags = Set.copyOf(Words.of(value));
            }
        }
        return new ProcessorInfo(model, flags);
    }

    /** The highest level of x86-64 it fulfils, 1 to 4; empty on other architectures. */
    Optional<Integer> level() {
        int level = 0;
        while (level < LEVELS.size() && flags.containsAll(LEVELS.get(level))) {
            level++;
        }
        return level == 0 ? Optional.empty() : Optional.of(level);
    }
}
