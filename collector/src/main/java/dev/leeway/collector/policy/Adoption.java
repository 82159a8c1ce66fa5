package dev.leeway.collector.policy;

import dev.leeway.collector.judge.Owners;
import dev.leeway.collector.source.WaiverText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of today's drifts may be left be until a day: causes that are neither critical nor of environments that share what they
 * must not.
 *
 * @param waivers to be written, those of one cause beside each other
 * @param causes how many causes these are
 * @param grave causes left open because they are critical, or graver than asked for
 * @param shared causes left open because environments share what they must not, or one reaches the other's
 * @param unowned causes left open because nobody answers for them
 */
public record Adoption(List<WaiverText.Entry> waivers, int causes, int grave, int shared, int unowned) {
    private static final int LONGEST = 160;

    public Adoption {
        waivers = List.copyOf(waivers);
    }

    /**
     * What may be adopted of {@code report}.
     *
     * @param gravest that is adopted; never critical
     * @param owner of all of it; who the policy names where empty
     * @param because the reason of all of it; each cause's own words where empty
     */
    public static Adoption of(
            Report report,
            Policy policy,
            Severity gravest,
            LocalDate until,
            Optional<String> owner,
            Optional<String> because) {
        Map<String, Drift> drifts = new HashMap<>();
        report.drifts().forEach(drift -> drifts.put(drift.id(), drift));
        Owners owners = new Owners(policy);
        List<WaiverText.Entry> waivers = new ArrayList<>();
        int causes = 0;
        int grave = 0;
        int shared = 0;
        int unowned = 0;
        for (Cause cause : report.causes()) {
            List<Drift> open = open(cause, drifts);
            if (open.isEmpty()) {
                continue;
            }
            List<WaiverText.Entry> own = new ArrayList<>();
            for (Drift drift : open) {
                owner.or(() -> owners.of(drift))
                        .ifPresent(name -> own.add(new WaiverText.Entry(
                                drift.address().text(),
                                drift.id(),
                                because.orElseGet(() -> reason(cause, report)),
                                name,
                                until,
                                drift.severity())));
            }
            if (open.stream().anyMatch(drift -> drift.state() == DriftState.SHARED)) {
                shared++;
            } else if (open.stream().anyMatch(drift -> isGraver(drift.severity(), gravest))) {
                grave++;
            } else if (own.size() < open.size()) {
                unowned++;
            } else {
                causes++;
                waivers.addAll(own);
            }
        }
        return new Adoption(waivers, causes, grave, shared, unowned);
    }

    private static boolean isGraver(Severity severity, Severity gravest) {
        return severity == Severity.CRITICAL || (severity.atLeast(gravest) && severity != gravest);
    }

    private static List<Drift> open(Cause cause, Map<String, Drift> drifts) {
        List<Drift> open = new ArrayList<>();
        for (String id : cause.drifts()) {
            Drift drift = drifts.get(id);
            if (drift != null && drift.disposition() == Disposition.OPEN) {
                open.add(drift);
            }
        }
        return open;
    }

    private static String reason(Cause cause, Report report) {
        String summary = cause.summary();
        String cut = summary.length() > LONGEST
                ? summary.substring(
                                0,
                                summary.offsetByCodePoints(
                                        0, Math.min(LONGEST, summary.codePointCount(0, summary.length()))))
                        + "..."
                : summary;
        return "as found on " + report.asOf().toString().substring(0, 10) + ": " + cut;
    }
}
