package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;

/** Takes what would be told of a library for a library of which nothing is known: it may be another's to tell. */
final class Doubtful implements SectionRecorder {
    private final SectionRecorder section;

    /** @param section told what is unknown */
    Doubtful(SectionRecorder section) {
        this.section = section;
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value) {
        String text = path.text();
        int end = text.indexOf('/');
        return uncovered((end < 0 ? text : text.substring(0, end)) + "/**", Kind.DENIED);
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value, String evidence) {
        return fact(path, value);
    }

    @Override
    public SectionRecorder uncovered(String pattern, Kind kind) {
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
