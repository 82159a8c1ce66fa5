package dev.leeway.agent.probe.process;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;

/** The limits of one process. */
final class LimitFacts {
    private LimitFacts() {}

    static void record(Subject subject) {
        subject.proc()
                .kernel(subject.at("limits"), Subject.SMALL, "limit[*]/**")
                .ifPresent(text -> LimitsText.parse(text).forEach(limit -> {
                    FactPath path = FactPath.of("limit", limit.name());
                    subject.section().fact(path.child("soft"), Observed.text(limit.soft()));
                    subject.section().fact(path.child("hard"), Observed.text(limit.hard()));
                }));
    }
}
