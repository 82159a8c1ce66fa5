package dev.leeway.samples.study;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a comparison made of a pair.
 *
 * @param pair the pair
 * @param verdict {@code silent}, {@code told first}, or what is wrong, in words that are the same on every machine
 * @param causes how many causes asked for attention
 * @param detail what was told first, for whoever looks into it
 */
record Finding(Pair pair, String verdict, int causes, String detail) {
    static final String SILENT = "silent";
    static final String FIRST = "told first";

    /** Judges {@code report}, as far as it speaks of what {@code ours} accepts: others may use the same machine. */
    static Finding of(Pair pair, Report report, Predicate<Drift> ours) {
        Map<String, Drift> drifts =
                report.drifts().stream().collect(Collectors.toMap(Drift::id, Function.identity(), (one, same) -> one));
        List<List<Drift>> open = report.causes().stream()
                .filter(cause -> cause.disposition() == Disposition.OPEN && atLeastLow(cause))
                .map(cause -> cause.drifts().stream()
                        .map(drifts::get)
                        .filter(drift -> drift.disposition() == Disposition.OPEN)
                        .toList())
                .filter(cause -> cause.stream().anyMatch(ours))
                .toList();
        String detail = open.stream()
                .map(cause -> cause.get(0))
                .map(lead -> lead.severity() + " " + lead.state() + " "
                        + lead.address().text())
                .collect(Collectors.joining("; "));
        return new Finding(pair, pair.silent() ? silence(open) : told(pair, open), open.size(), detail);
    }

    private static boolean atLeastLow(Cause cause) {
        return cause.severity().compareTo(Severity.INFO) != 0;
    }

    private static String silence(List<List<Drift>> open) {
        return open.isEmpty() ? SILENT : "false alarm";
    }

    private static String told(Pair pair, List<List<Drift>> open) {
        for (int i = 0; i < open.size(); i++) {
            Optional<Drift> planted = open.get(i).stream()
                    .filter(drift -> pair.addresses().stream()
                            .anyMatch(address -> address.matches(drift.address().text())))
                    .findFirst();
            if (planted.isPresent()) {
                Severity severity = planted.get().severity();
                if (severity != pair.expected().orElseThrow()) {
                    return "told as " + severity.name().toLowerCase(Locale.ROOT);
                }
                return i == 0 ? FIRST : "told, but not first";
            }
        }
        return "missed";
    }

    /** Whether it is as it must be. */
    boolean right() {
        return verdict.equals(SILENT) || verdict.equals(FIRST);
    }
}
