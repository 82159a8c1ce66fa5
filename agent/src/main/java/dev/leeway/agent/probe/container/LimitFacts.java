package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.ContainerLimits;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** What one container may use; a limit that nobody set is no fact. */
final class LimitFacts {
    private static final FactPath LIMIT = FactPath.of("limit");
    private static final long UNLIMITED = -1;
    private static final int NANO = 9;

    private final SectionRecorder section;

    LimitFacts(SectionRecorder section) {
        this.section = section;
    }

    void record(ContainerLimits limits, Injected injected) {
        size("memory", limits.memory());
        size("memory-reservation", limits.memoryReservation());
        swap(limits.memorySwap());
        number("swappiness", injected.swappiness(limits) ? OptionalLong.empty() : limits.swappiness());
        if (limits.nanoCpus().isPresent()) {
            BigDecimal cpus = BigDecimal.valueOf(limits.nanoCpus().getAsLong(), NANO);
            section.fact(LIMIT.child("cpus"), new Observed.Plain(new Value.Numeric(cpus.stripTrailingZeros())));
        }
        number("cpu-shares", limits.cpuShares());
        number("cpu-quota", limits.cpuQuota());
        number("cpu-period", limits.cpuPeriod());
        text("cpu-set", limits.cpus());
        text("memory-nodes", limits.memoryNodes());
        number("pids", injected.pids(limits) ? OptionalLong.empty() : limits.pids());
        size("shm", limits.shm());
        number("oom-score", limits.oomScore());
        if (limits.oomKillDisabled()) {
            section.fact(LIMIT.child("oom-kill-disabled"), Observed.flag(true));
        }
        number("block-weight", limits.blockWeight());
        limits.ulimits().forEach((name, limit) -> {
            FactPath path = LIMIT.child("ulimit", name);
            section.fact(path.child("soft"), Observed.text(spelled(limit.soft())));
            section.fact(path.child("hard"), Observed.text(spelled(limit.hard())));
        });
    }

    private void swap(OptionalLong swap) {
        if (swap.isPresent()) {
            boolean unlimited = swap.getAsLong() == UNLIMITED;
            section.fact(LIMIT.child("swap-unlimited"), Observed.flag(unlimited));
            if (!unlimited) {
                size("memory-and-swap", swap);
            }
        }
    }

    private static String spelled(long limit) {
        return limit == UNLIMITED ? "unlimited" : Long.toString(limit);
    }

    private void size(String name, OptionalLong bytes) {
        if (bytes.isPresent() && bytes.getAsLong() >= 0) {
            section.fact(LIMIT.child(name), Observed.size(bytes.getAsLong()));
        }
    }

    private void number(String name, OptionalLong number) {
        if (number.isPresent()) {
            section.fact(LIMIT.child(name), Observed.number(number.getAsLong()));
        }
    }

    private void text(String name, Optional<String> text) {
        text.ifPresent(each -> section.fact(LIMIT.child(name), Observed.text(each)));
    }
}
