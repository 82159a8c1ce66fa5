package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.Words;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the control groups of the first process allow: of a whole host nothing less than the host, of a container its
 * limits. The agent's own groups do not matter, for they change with how it was started.
 */
final class ControlGroups {
    private static final String UNIFIED = "";
    private static final int MAX_MEMBERSHIP = 64 * 1024;
    private static final int MAX_DEPTH = 32;

    /** Version 1 writes the largest number of whole pages where there is no limit. */
    private static final long NO_LIMIT = 1L << 60;

    private final Reading sys;
    private final Map<String, String> memberships;
    private final boolean unifiedOnly;

    private ControlGroups(Reading sys, Map<String, String> memberships, boolean unifiedOnly) {
        this.sys = sys;
        this.memberships = memberships;
        this.unifiedOnly = unifiedOnly;
    }

    /** The groups of the first process of {@code host}; {@code patterns} are uncovered when they cannot be read. */
    static ControlGroups of(HostView host, SectionRecorder section, String... patterns) {
        Reading sys = new Reading(host.sys(), section);
        String text = new Reading(host.proc(), section)
                .text("/1/cgroup", MAX_MEMBERSHIP, patterns)
                .orElse("");
        boolean unified = sys.stat("/fs/cgroup/cgroup.controllers", patterns).isPresent();
        return new ControlGroups(sys, memberships(text), unified);
    }

    /** Controller to group path from lines {@code 4:memory:/shop}; the unified hierarchy has no controller name. */
    static Map<String, String> memberships(String text) {
        Map<String, String> memberships = new TreeMap<>();
        text.lines().forEach(line -> {
            String[] parts = line.split(":", 3);
            if (parts.length == 3) {
                for (String controller : parts[1].split(",", -1)) {
                    memberships.put(controller, parts[2]);
                }
            }
        });
        return memberships;
    }

    /** {@code v2}, {@code v1}, {@code hybrid} where both are mounted; empty where there are none. */
    Optional<String> version() {
        if (unifiedOnly) {
            return Optional.of("v2");
        }
        boolean named = memberships.keySet().stream().anyMatch(controller -> !controller.equals(UNIFIED));
        boolean unified = memberships.containsKey(UNIFIED);
        if (named) {
            return Optional.of(unified ? "hybrid" : "v1");
        }
        return Optional.empty();
    }

    /** The least memory limit in bytes on the way to the root; empty where there is none. */
    Optional<Long> memoryLimit(String pattern) {
        return unifiedOnly
                ? least(ancestors("/fs/cgroup", UNIFIED), at -> bytes(at + "/memory.max", pattern))
                : least(ancestors("/fs/cgroup/memory", "memory"), at -> bytes(at + "/memory.limit_in_bytes", pattern));
    }

    /** The least number of processors' worth of time on the way to the root; empty where there is no quota. */
    Optional<BigDecimal> cpuQuota(String pattern) {
        return unifiedOnly
                ? least(
                        ancestors("/fs/cgroup", UNIFIED),
                        at -> sys.line(at + "/cpu.max", pattern).flatMap(line -> quota(Words.of(line))))
                : least(
                        cpuAncestors(),
                        at -> quota(List.of(
                                sys.line(at + "/cpu.cfs_quota_us", pattern).orElse("-1"),
                                sys.line(at + "/cpu.cfs_period_us", pattern).orElse(""))));
    }

    private List<String> cpuAncestors() {
        List<String> plain = ancestors("/fs/cgroup/cpu", "cpu");
        return sys.isDirectory("/fs/cgroup/cpu") ? plain : ancestors("/fs/cgroup/cpu,cpuacct", "cpu");
    }

    private static <T extends Comparable<T>> Optional<T> least(
            List<String> places, Function<String, Optional<T>> read) {
        return places.stream().flatMap(at -> read.apply(at).stream()).min(T::compareTo);
    }

    /** The group and those above it up to the mount; inside a container the mount is often the group itself. */
    private List<String> ancestors(String mount, String controller) {
        List<String> places = new ArrayList<>();
        String group = memberships.getOrDefault(controller, "/");
        while (group.length() > 1 && places.size() < MAX_DEPTH) {
            places.add(mount + group);
            group = group.substring(0, Math.max(group.lastIndexOf('/'), 0));
        }
        places.add(mount);
        return places;
    }

    private Optional<Long> bytes(String path, String pattern) {
        return sys.line(path, pattern).flatMap(ControlGroups::limit);
    }

    private static Optional<Long> limit(String text) {
        try {
            long limit = Long.parseLong(text);
            return limit > 0 && limit < NO_LIMIT ? Optional.of(limit) : Optional.empty();
        } catch (NumberFormatException e) {
            // `max`, and numbers too large to be a limit.
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> quota(List<String> quotaAndPeriod) {
        Optional<Long> quota = limit(quotaAndPeriod.get(0));
        Optional<Long> period = quotaAndPeriod.size() < 2 ? Optional.empty() : limit(quotaAndPeriod.get(1));
        if (quota.isEmpty() || period.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                BigDecimal.valueOf(quota.get()).divide(BigDecimal.valueOf(period.get()), 3, RoundingMode.HALF_UP));
    }
}
