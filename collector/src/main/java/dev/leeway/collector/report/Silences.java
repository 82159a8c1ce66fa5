package dev.leeway.collector.report;

import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.SilentService;
import java.util.List;
import java.util.Optional;

/** Words what fell silent, and whose clock is off; names are as they came. */
public final class Silences {
    private static final int MOST_NAMED = 3;

    private Silences() {}

    /** All there is to say of it: {@code prod: nobody observes shop-web any more; last seen ... by web-01}. */
    static String words(SilentService silent) {
        return head(silent) + "; " + detail(silent);
    }

    /** {@code prod: nobody observes shop-web any more}. */
    public static String head(SilentService silent) {
        return silent.environment() + ": nobody observes " + silent.service() + " any more";
    }

    /** {@code last seen 2026-11-17 02:00 UTC by web-01, web-02 and 3 more}. */
    public static String detail(SilentService silent) {
        return "last seen " + Quantity.moment(silent.lastSeen())
                + (silent.hosts().isEmpty() ? "" : " by " + some(silent.hosts()));
    }

    /** By how much the clock of a host is off, and how that is known; empty where it may be right, or nobody knows. */
    public static Optional<String> clock(ReportHost host) {
        return host.clockError()
                .map(error -> "its clock is " + Quantity.age(error)
                        + (error.isNegative() ? " behind, unless the snapshot waited so long" : " ahead"));
    }

    /** {@code taken ... by its clock, arrived ...; off since ...}, the last where it was so before. */
    public static String moments(ReportHost host) {
        String since = host.clockOffSince()
                .filter(host.heardAt()::isAfter)
                .map(moment -> "; off since " + Quantity.moment(moment))
                .orElse("");
        return "taken " + Quantity.moment(host.capturedAt()) + " by its clock, arrived "
                + Quantity.moment(host.heardAt()) + since;
    }

    private static String some(List<String> hosts) {
        List<String> sorted = HostNames.of(hosts);
        int rest = sorted.size() - MOST_NAMED;
        return String.join(", ", sorted.subList(0, Math.min(MOST_NAMED, sorted.size())))
                + (rest > 0 ? " and " + Quantity.grouped(rest) + " more" : "");
    }
}
