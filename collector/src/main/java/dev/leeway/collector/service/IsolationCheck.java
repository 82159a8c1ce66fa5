package dev.leeway.collector.service;

import dev.leeway.collector.align.Subject;
import dev.leeway.collector.isolation.Gathering;
import dev.leeway.collector.isolation.Isolation;
import dev.leeway.collector.judge.Demands;
import dev.leeway.collector.judge.Destinations;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Has databases of all names held against each other, and puts what is found in place of what single rows told. */
final class IsolationCheck {
    private static final String DATABASE = "database";
    private static final Set<String> IDENTITY = Set.of("server/identifier", "server/instance");

    private IsolationCheck() {}

    static Isolation of(ComparisonRun run) {
        return new Isolation(run.fleet, run.policy, new Demands(run.rulings));
    }

    static void run(ComparisonRun run, Isolation isolation, Destinations destinations) {
        List<Finding> all = new ArrayList<>();
        for (Finding finding : isolation.findings()) {
            if (admits(run, finding.address())) {
                all.add(finding);
            }
        }
        for (Finding finding : run.findings) {
            if (!isTold(finding)) {
                all.add(finding);
            }
        }
        Gathering gathering = isolation.gathering();
        List<Finding> told = gathering.told(all, engines(run), destinations);
        run.findings.clear();
        run.findings.addAll(told);
        run.together.putAll(gathering.together());
        for (Isolation.Unjudged gap : isolation.unjudged()) {
            // Told or not, of what could not be judged nothing is resolved.
            run.untold.addAll(gap.drifts());
            if (admits(run, gap.address())) {
                String address = gap.address().text();
                run.gaps.other(
                        gap.environment(),
                        address,
                        Outcome.COLLECTED,
                        gap.reason(),
                        gap.hosts(),
                        0,
                        run.requirements.requires(address, Outcome.COLLECTED));
            }
        }
    }

    /** What tells that a lack of {@code subject} is none, because the other environment has it under another name. */
    static Optional<Finding> tells(ComparisonRun run, Isolation isolation, Subject subject, Finding lack) {
        if (!subject.kind().equals(DATABASE)) {
            return Optional.empty();
        }
        return isolation.same().stream()
                .filter(each -> each.name().equals(subject.name())
                        && each.between().equals(lack.between())
                        && admits(run, each.told()))
                .flatMap(each -> isolation.findings().stream()
                        .filter(finding -> finding.address().equals(each.told())
                                && finding.between().equals(each.between())))
                .findFirst();
    }

    private static boolean admits(ComparisonRun run, Address address) {
        return run.filter.admits(address.section())
                && run.filter.admits(address.section(), address.path().text());
    }

    /** That databases of one name have an identity in common is told with all others. */
    static boolean isTold(Finding finding) {
        return finding.state() == DriftState.SHARED
                && finding.address().section().probe().equals(DATABASE)
                && IDENTITY.contains(finding.address().path().text());
    }

    private static Map<String, String> engines(ComparisonRun run) {
        Map<String, String> engines = new HashMap<>();
        for (int environment = 0; environment < run.environments.size(); environment++) {
            run.fleet
                    .crowds(environment)
                    .forEach(crowd -> crowd.sections().values().stream()
                            .filter(section -> section.key().probe().equals("connection"))
                            .forEach(section -> engines(run, section, engines)));
        }
        return engines;
    }

    private static void engines(ComparisonRun run, Section section, Map<String, String> engines) {
        String opening = run.fleet.canonical(section.key()).text() + "/";
        section.facts().forEach((path, value) -> {
            if (path.endsWith("/engine")) {
                engines.putIfAbsent(opening + path, value.display());
            }
        });
    }
}
