package dev.leeway.agent.probe.process;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the control groups around a process let it have: the least of its own group's limits and those above it, under
 * version 2 and version 1.
 */
final class ControlGroupFacts {
    private static final FactPath GROUP = FactPath.of("cgroup");
    private static final int MAX_DEPTH = 64;
    /** Version 1 says no limit with the largest number of whole pages. */
    private static final long UNLIMITED_FROM = 1L << 60;

    private final Subject subject;
    private final String membership;

    private ControlGroupFacts(Subject subject, String membership) {
        this.subject = subject;
        this.membership = membership;
    }

    static void record(Subject subject) {
        subject.proc()
                .kernel(subject.at("cgroup"), Subject.SMALL, "cgroup/**")
                .ifPresent(text -> new ControlGroupFacts(subject, text).record());
    }

    private void record() {
        if (exists("/fs/cgroup/cgroup.controllers")) {
            String path = controllerPath("").orElse("/");
            bytes("memory/max", smallest("/fs/cgroup", path, "memory.max", ControlGroupFacts::plain));
            bytes("memory/high", smallest("/fs/cgroup", path, "memory.high", ControlGroupFacts::plain));
            bytes("swap/max", smallest("/fs/cgroup", path, "memory.swap.max", ControlGroupFacts::plain));
            number("cpu/max", smallest("/fs/cgroup", path, "cpu.max", ControlGroupFacts::quota));
            number("pids/max", smallest("/fs/cgroup", path, "pids.max", ControlGroupFacts::plain));
        } else if (exists("/fs/cgroup/memory") || exists("/fs/cgroup/cpu")) {
            String memory = controllerPath("memory").orElse("/");
            bytes(
                    "memory/max",
                    smallest("/fs/cgroup/memory", memory, "memory.limit_in_bytes", ControlGroupFacts::plain));
            String pids = controllerPath("pids").orElse("/");
            number("pids/max", smallest("/fs/cgroup/pids", pids, "pids.max", ControlGroupFacts::plain));
            number("cpu/max", oldQuota(controllerPath("cpu").orElse("/")));
        } else {
            subject.section().uncovered("cgroup/**", Kind.ABSENT);
        }
    }

    private boolean exists(String path) {
        return subject.sys().stat(path).isPresent();
    }

    /** The path in the hierarchy of a controller; the unified one for none. */
    private Optional<String> controllerPath(String controller) {
        return membership
                .lines()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts.length == 3 && List.of(parts[1].split(",")).contains(controller))
                .map(parts -> parts[2])
                .filter(path -> path.startsWith("/") && !path.contains(".."))
                .findFirst();
    }

    private Optional<BigDecimal> smallest(
            String mount, String path, String file, Function<String, Optional<BigDecimal>> reader) {
        return levels(path).stream()
                .flatMap(level -> value(mount + level + "/" + file).flatMap(reader).stream())
                .min(BigDecimal::compareTo);
    }

    private Optional<BigDecimal> oldQuota(String path) {
        String mount = exists("/fs/cgroup/cpu") ? "/fs/cgroup/cpu" : "/fs/cgroup/cpu,cpuacct";
        return levels(path).stream()
                .flatMap(level -> value(mount + level + "/cpu.cfs_quota_us")
                        .flatMap(quota -> value(mount + level + "/cpu.cfs_period_us")
                                .flatMap(period -> quota(quota.strip() + " " + period.strip())))
                        .stream())
                .min(BigDecimal::compareTo);
    }

    private Optional<String> value(String path) {
        return subject.sys().text(path, Subject.SMALL, "cgroup/**");
    }

    /** The group itself and every one above it, the hierarchy's root as an empty text. */
    private static List<String> levels(String path) {
        List<String> levels = new ArrayList<>();
        String level = path.equals("/") ? "" : path;
        while (!level.isEmpty() && levels.size() < MAX_DEPTH) {
            levels.add(level);
            level = level.substring(0, level.lastIndexOf('/'));
        }
        levels.add("");
        return levels;
    }

    private static Optional<BigDecimal> plain(String text) {
        try {
            long number = Long.parseLong(text.strip());
            return number >= UNLIMITED_FROM ? Optional.empty() : Optional.of(BigDecimal.valueOf(number));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@code 150000 100000}: microseconds of each period; as processors. */
    private static Optional<BigDecimal> quota(String text) {
        String[] parts = text.strip().split("\\s+");
        if (parts.length != 2) {
            return Optional.empty();
        }
        Optional<BigDecimal> quota = plain(parts[0]).filter(value -> value.signum() > 0);
        Optional<BigDecimal> period = plain(parts[1]).filter(value -> value.signum() > 0);
        return quota.isEmpty() || period.isEmpty()
                ? Optional.empty()
                : Optional.of(quota.get().divide(period.get(), 3, RoundingMode.HALF_UP));
    }

    private void bytes(String name, Optional<BigDecimal> limit) {
        fact(name, limit.map(value -> Observed.size(value.longValue())));
    }

    private void number(String name, Optional<BigDecimal> limit) {
        fact(name, limit.map(value -> new Observed.Plain(new Value.Numeric(value))));
    }

    /** No limit is said in words: its absence would look like a fact nobody saw. */
    private void fact(String name, Optional<Observed> limit) {
        FactPath path = FactPath.parse(GROUP.text() + "/" + name);
        subject.section().fact(path, limit.orElseGet(() -> Observed.text("unlimited")));
    }
}
