package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;

/**
 * A section told of processes that come and go beside the one that stands for a service: one that ended meanwhile has nothing to
 * tell, which is no gap.
 *
 * @param section that gets everything else
 */
public record OfPassing(SectionRecorder section) implements SectionRecorder {
    public OfPassing {
        requireNonNull(section, "section is null");
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value) {
        section.fact(path, value);
        return this;
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value, String evidence) {
        section.fact(path, value, evidence);
        return this;
    }

    @Override
    public SectionRecorder uncovered(String pattern, HostAccessException.Kind kind) {
        if (kind != HostAccessException.Kind.VANISHED) {
            section.uncovered(pattern, kind);
        }
        return this;
    }

    @Override
    public SectionRecorder conceal(Observed.Guarded value) {
        section.conceal(value);
        return this;
    }

    @Override
    public void end(Outcome outcome, String reason) {
        section.end(outcome, reason);
    }
}
