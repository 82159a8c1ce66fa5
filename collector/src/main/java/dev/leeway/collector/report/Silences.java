package dev.leeway.collector.report;

import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.SilentService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Words what fell silent, and whose clock is off; names are as they came. */
public final class Silences {
    private static final int MOST_NAMED = 3;

    private Silences() {}

    /** {@code prod: nobody observes shop-web any more, last heard of ... from web-01}. */
    public static String words(SilentService silent) {
        return silent.environment() + ": nobody observes " + silent.service() + " any more; last heard of "
                + Quantity.moment(silent.lastSeen())
                + (silent.hosts().isEmpty() ? "" : ", by " + some(silent.hosts()));
    }

    /** {@code prod/web-01: no snapshot since ...}, with what its own clock says where that is another time. */
    public static String words(String environment, ReportHost host) {
        return environment + "/" + host.name() + ": no snapshot since " + Quantity.moment(host.heardAt())
                + host.clockError().map(error -> "; " + off(error)).orElse("");
    }

    /** That the clock of a host is off, by when it took its snapshot and when that arrived; empty where it may be right, or nobody knows. */
    public static Optional<String> clock(ReportHost host) {
        return host.clockError()
                .map(error -> off(error) + ": taken " + Quantity.moment(host.capturedAt()) + " by it, arrived "
                        + Quantity.moment(host.heardAt()));
    }

    private static String off(Duration error) {
        return "its clock is " + Quantity.age(error)
                + (error.isNegative() ? " behind, unless the snapshot waited so long" : " ahead");
    }

    private static String some(List<String> hosts) {
        List<String> sorted = HostNames.of(hosts);
        int rest = sorted.size() - MOST_NAMED;
        return String.join(", ", sorted.subList(0, Math.min(MOST_NAMED, sorted.size())))
                + (rest > 0 ? " and " + Quantity.grouped(rest) + " more" : "");
    }
}
