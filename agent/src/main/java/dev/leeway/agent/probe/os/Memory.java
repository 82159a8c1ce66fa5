package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Optional;

/** Memory: what the host has, what a process may use of it, swap, large pages; and the control groups that limit it. */
final class Memory implements Aspect {
    private static final String PATH = "/meminfo";
    private static final String USABLE = "memory/usable";
    private static final String HUGE = "/kernel/mm/transparent_hugepage/";
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public List<String> liveOnly() {
        return List.of("memory/**", "cgroup/version");
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        ControlGroups groups = ControlGroups.of(host, section, USABLE, "cgroup/version");
        groups.version().ifPresent(version -> section.fact(new FactPath("cgroup/version"), Observed.text(version)));
        new Reading(host.proc(), section)
                .text(PATH, MAX_BYTES, "memory/total", USABLE, "memory/swap", "memory/hugepage-size")
                .map(MemoryInfo::parse)
                .ifPresent(info -> record(info, groups, section));
        Reading sys = new Reading(host.sys(), section);
        chosen(sys, HUGE + "enabled", "memory/transparent-hugepages");
        chosen(sys, HUGE + "defrag", "memory/transparent-hugepages-defrag");
    }

    private static void record(MemoryInfo info, ControlGroups groups, SectionRecorder section) {
        info.amount("MemTotal").map(MemoryInfo::installed).ifPresent(total -> {
            section.fact(new FactPath("memory/total"), Observed.size(total), "/proc" + PATH);
            long usable = groups.memoryLimit(USABLE)
                    .map(limit -> Math.min(limit, total))
                    .orElse(total);
            section.fact(new FactPath(USABLE), Observed.size(usable), "control groups of the first process");
        });
        info.amount("SwapTotal")
                .ifPresent(swap -> section.fact(new FactPath("memory/swap"), Observed.size(swap), "/proc" + PATH));
        info.amount("Hugepagesize")
                .ifPresent(size ->
                        section.fact(new FactPath("memory/hugepage-size"), Observed.size(size), "/proc" + PATH));
    }

    /** The bracketed one of {@code always [madvise] never}. */
    private static void chosen(Reading sys, String path, String fact) {
        sys.line(path, fact)
                .flatMap(Memory::bracketed)
                .ifPresent(choice -> sys.section().fact(new FactPath(fact), Observed.text(choice), "/sys" + path));
    }

    private static Optional<String> bracketed(String line) {
        int open = line.indexOf('[');
        int close = line.indexOf(']', open + 1);
        return open < 0 || close < 0 ? Optional.empty() : Optional.of(line.substring(open + 1, close));
    }
}
