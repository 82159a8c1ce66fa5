package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Processors: how many the host has, and how many worth of time a process may use by affinity and quota. */
final class Processors implements Aspect {
    private static final String ONLINE = "/devices/system/cpu/online";
    private static final String SMT = "/devices/system/cpu/smt/active";
    private static final String GOVERNOR = "/devices/system/cpu/cpu0/cpufreq/scaling_governor";
    private static final String USABLE = "cpu/usable";
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final int MAX_STATUS = 64 * 1024;

    @Override
    public List<String> liveOnly() {
        return List.of("cpu/**");
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading sys = new Reading(host.sys(), section);
        ProcessorInfo.of(host, section, "cpu/model", "cpu/level").ifPresent(info -> {
            info.model()
                    .ifPresent(model -> section.fact(new FactPath("cpu/model"), Observed.text(model), "/proc/cpuinfo"));
            info.level()
                    .ifPresent(level -> section.fact(
                            new FactPath("cpu/level"), Observed.text("x86-64-v" + level), "/proc/cpuinfo"));
        });
        Optional<BitSet> online = sys.line(ONLINE, "cpu/online", USABLE).map(CpuSet::parse);
        online.ifPresent(cpus -> {
            section.fact(new FactPath("cpu/online"), Observed.number(cpus.cardinality()), "/sys" + ONLINE);
            usable(host, section, cpus);
        });
        sys.line(SMT, "cpu/smt")
                .ifPresent(active ->
                        section.fact(new FactPath("cpu/smt"), Observed.flag(active.equals("1")), "/sys" + SMT));
        sys.line(GOVERNOR, "cpu/governor")
                .ifPresent(name -> section.fact(new FactPath("cpu/governor"), Observed.text(name), "/sys" + GOVERNOR));
    }

    private static void usable(HostView host, SectionRecorder section, BitSet online) {
        BitSet allowed = (BitSet) online.clone();
        new Reading(host.proc(), section)
                .text("/1/status", MAX_STATUS, USABLE).stream()
                        .flatMap(String::lines)
                        .filter(line -> line.startsWith(ALLOWED))
                        .map(line -> CpuSet.parse(line.substring(ALLOWED.length())))
                        .forEach(allowed::and);
        BigDecimal byAffinity = BigDecimal.valueOf(allowed.cardinality());
        BigDecimal usable = ControlGroups.of(host, section, USABLE)
                .cpuQuota(USABLE)
                .map(byAffinity::min)
                .orElse(byAffinity);
        section.fact(
                new FactPath(USABLE),
                new Observed.Plain(new Value.Numeric(usable)),
                "affinity and control groups of the first process");
    }
}
