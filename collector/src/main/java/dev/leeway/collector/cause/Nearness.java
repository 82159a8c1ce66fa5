package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.report.Scope;
import java.util.List;

/** How near a fact is to what runs: a service's own, what every program of a host meets, a tool, or merely installed. */
final class Nearness {
    private static final int RUNS = 11;
    private static final int OWN = 10;
    private static final int MET_BY_ALL = 8;
    private static final int ABOUT_THE_HOST = 6;
    private static final int TOOL = 4;
    private static final int INSTALLED = 2;

    /** What programs ask their system for, whichever they are. */
    private static final List<String> ASKED_BY_ALL = List.of(
            "timezone",
            "locale/charset",
            "locale/setting",
            "libc/",
            "architecture",
            "resolver/",
            "lookup/",
            "hosts/entry",
            "ca/",
            "security/",
            "clock/sync",
            "environment[");

    /** What follows from the machine a host happens to run on. */
    private static final List<String> OF_THE_MACHINE =
            List.of("cpu/", "memory/", "machine/", "kernel/", "tzdata/", "locale/available", "login[");

    private Nearness() {}

    static int of(Finding finding) {
        String probe = finding.address().section().probe();
        String path = finding.address().path().text();
        if (probe.equals("package")) {
            return path.startsWith("tool[") || path.equals("compilers") ? TOOL : INSTALLED;
        }
        if (finding.scope().kind() == Scope.Kind.SERVICE) {
            boolean runs = probe.equals("process") && path.startsWith("runtime/");
            return runs ? RUNS : isForPeople(probe, path) ? TOOL : OWN;
        }
        if (probe.equals("jdk")) {
            // Services that name no Java of their own run on the default one.
            return path.startsWith("default/") ? RUNS : MET_BY_ALL;
        }
        if (!probe.equals("os")) {
            return TOOL;
        }
        // All else on the host comes from its distribution.
        if (path.startsWith("distribution/")) {
            return RUNS;
        }
        return startsWithAny(path, ASKED_BY_ALL)
                ? MET_BY_ALL
                : startsWithAny(path, OF_THE_MACHINE) ? TOOL : ABOUT_THE_HOST;
    }

    /** What programs never look at. */
    private static boolean isForPeople(String probe, String path) {
        return path.contains("/comment")
                || (path.endsWith("/name") && probe.equals("database"))
                || (path.startsWith("label[") && (probe.equals("container") || probe.equals("image")));
    }

    private static boolean startsWithAny(String path, List<String> openings) {
        for (String opening : openings) {
            if (path.startsWith(opening)) {
                return true;
            }
        }
        return false;
    }
}
