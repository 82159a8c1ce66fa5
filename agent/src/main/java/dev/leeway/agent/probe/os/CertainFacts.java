package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.util.Set;
import java.util.TreeSet;

/**
 * Passes on what is certain: a fact whose own path was recorded as uncovered before is not told.
 *
 * <p>Many facts are concluded from several files, and "none of these exists" is a conclusion only when all could be looked
 * at. So an aspect may conclude freely, and what it could not see stays unknown.
 */
final class CertainFacts implements SectionRecorder {
    private final SectionRecorder section;
    private final Set<String> doubted = new TreeSet<>();

    CertainFacts(SectionRecorder section) {
        this.section = section;
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value) {
        if (!doubted.contains(path.text())) {
            section.fact(path, value);
        }
        return this;
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value, String evidence) {
        if (!doubted.contains(path.text())) {
            section.fact(path, value, evidence);
        }
        return this;
    }

    @Override
    public SectionRecorder uncovered(String pattern, HostAccessException.Kind kind) {
        doubted.add(pattern);
        section.uncovered(pattern, kind);
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
