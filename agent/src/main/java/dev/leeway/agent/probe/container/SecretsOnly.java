package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;

/** Takes down what is a secret and nothing else, where files are read for that alone. */
final class SecretsOnly implements SectionRecorder {
    private final SectionRecorder section;

    SecretsOnly(SectionRecorder section) {
        this.section = section;
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value) {
        return this;
    }

    @Override
    public SectionRecorder fact(FactPath path, Observed value, String evidence) {
        return this;
    }

    @Override
    public SectionRecorder uncovered(String pattern, Kind kind) {
        return this;
    }

    @Override
    public SectionRecorder conceal(Observed.Guarded value) {
        section.conceal(value);
        return this;
    }

    @Override
    public void end(Outcome outcome, String reason) {}
}
