package dev.leeway.collector.digest;

import dev.leeway.collector.digest.Standing.Kind;
import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.report.Silences;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.SilentService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands of one night for one audience: who fell silent, whose clock is off, which waivers end. */
final class Standings {
    private final Report report;
    private final Night night;
    private final Audience audience;
    private final List<Standing> all = new ArrayList<>();

    private Standings(Night night, Audience audience) {
        this.night = night;
        this.report = night.report();
        this.audience = audience;
    }

    /** All of it, services first, for a service is more than a host of it. */
    static List<Standing> of(Night night, Audience audience) {
        Standings standings = new Standings(night, audience);
        standings.services();
        standings.environments();
        standings.hosts();
        standings.waivers();
        return List.copyOf(standings.all);
    }

    /** Whether {@code host} delivered nothing for so long that it counts as silent. */
    static boolean isSilent(ReportHost host, Night night) {
        return host.heardAt().isBefore(night.report().asOf().minus(night.silence()));
    }

    private void services() {
        for (SilentService silent : report.silent()) {
            if (audience.hears(silent.environment()) && audience.isOf(silent.owner())) {
                String owner = silent.owner().map(each -> " · " + each).orElse("");
                add(
                        Kind.SERVICE,
                        "silent/service/" + silent.environment() + "/" + silent.service() + "/" + silent.lastSeen(),
                        Silences.head(silent),
                        Silences.detail(silent) + owner,
                        Optional.of(silent.since().orElse(began(silent.lastSeen()))));
            }
        }
    }

    /**
     * When it began, where the report says nothing of it: once the time was over, and at once where a host in time could not see it any more.
     */
    private Instant began(Instant last) {
        Instant over = last.plus(night.silence());
        return over.isAfter(report.asOf()) ? last : over;
    }

    private void environments() {
        for (PolicyFinding finding : report.policyFindings()) {
            if (finding.kind().equals(PolicyFinding.UNDELIVERED)) {
                // Reports of an earlier release name no environment, and are for everybody.
                Optional<String> environment = finding.about();
                boolean heard = environment.map(audience::hears).orElse(true);
                if (heard && environment.filter(this::isRequired).isEmpty()) {
                    String key = "silent/environment/" + environment.orElse(finding.message());
                    add(Kind.ENVIRONMENT, key, finding.message(), "", Optional.empty());
                }
            }
        }
    }

    /** What is required and did not come is told among what could not be checked. */
    private boolean isRequired(String environment) {
        return report.coverage().gaps().stream()
                .anyMatch(gap -> gap.required()
                        && gap.environment().equals(environment)
                        && gap.pattern().startsWith("snapshot["));
    }

    private void hosts() {
        List<Standing> clocks = new ArrayList<>();
        for (ReportEnvironment environment : report.environments()) {
            if (!audience.hears(environment.name())) {
                continue;
            }
            for (ReportHost host : environment.hosts()) {
                String name = environment.name() + "/" + host.name();
                Optional<String> off = Silences.clock(host);
                if (isSilent(host, night) && !host.ephemeral()) {
                    Instant began = host.heardAt().plus(night.silence());
                    String key = "silent/host/" + name + "/" + host.heardAt();
                    String since = name + ": no snapshot since " + Quantity.moment(host.heardAt());
                    add(Kind.HOST, key, since, off.orElse(""), Optional.of(began));
                } else if (off.isPresent()) {
                    String line = VisibleText.of(name + ": " + off.get());
                    // Without since when: where snapshots wait every other night it comes and goes, and is no news.
                    clocks.add(new Standing(
                            Kind.CLOCK, "clock/" + name, line, Silences.moments(host), host.clockOffSince()));
                }
            }
        }
        all.addAll(clocks);
    }

    private void waivers() {
        for (PolicyFinding finding : report.policyFindings()) {
            boolean ends =
                    finding.kind().equals("expiresSoon") || finding.kind().equals("expired");
            boolean heard =
                    finding.concerns().isEmpty() || finding.concerns().stream().anyMatch(audience::hears);
            if (ends && heard) {
                String key = "waiver/" + finding.kind() + "/" + finding.about().orElse(finding.origin());
                add(Kind.WAIVER, key, finding.message(), finding.origin(), finding.since());
            }
        }
    }

    private void add(Kind kind, String key, String line, String detail, Optional<Instant> began) {
        all.add(new Standing(kind, key, VisibleText.of(line), VisibleText.of(detail), began));
    }

    /**
     * Whether it is told where nobody remembers what was told: it began since the earlier report, or another {@code repeat} passed. Of what nobody
     * knows when it began, times count from 1970 on.
     */
    static boolean isDue(Standing standing, Report report, Duration repeat) {
        if (report.previous().isEmpty()) {
            return true;
        }
        Instant began = standing.began().orElse(Instant.EPOCH);
        Instant previous = report.previous().get();
        return !began.isBefore(previous)
                || Digest.repeats(began, report.asOf(), repeat) > Digest.repeats(began, previous, repeat);
    }

    /** {@code 3 hosts silent, 1 waiver to renew, told before}; empty where all of it is told. */
    static Optional<String> before(List<Standing> all, Set<String> told) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        all.stream()
                .filter(each -> !told.contains(each.key()))
                .forEach(each -> counts.merge(each.kind(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((kind, count) -> words.add(Quantity.of(count, kind.noun()) + " " + kind.state()));
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words) + ", told before");
    }
}
