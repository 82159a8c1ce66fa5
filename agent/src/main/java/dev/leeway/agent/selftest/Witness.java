package dev.leeway.agent.selftest;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A probe that is listened to: everything it records goes its way, and is kept as found, so that a run can tell which of the
 * planted secrets were met at all. A proof over what nobody read would prove nothing.
 */
final class Witness implements Probe {
    private final Probe probe;
    private final List<String> heard = new ArrayList<>();

    Witness(Probe probe) {
        this.probe = probe;
    }

    @Override
    public ProbeSpec spec() {
        return probe.spec();
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        probe.observe(host, new Listening(recorder));
    }

    /** Everything heard, as bytes to be searched. */
    synchronized byte[] heard() {
        return String.join("\n", heard).getBytes(StandardCharsets.UTF_8);
    }

    private synchronized void hear(String text) {
        heard.add(text);
    }

    private void hear(Observed observed) {
        if (observed instanceof Observed.Plain plain) {
            hear(plain.value().display());
        } else if (observed instanceof Observed.Guarded guarded) {
            hear(guarded.name());
            hear(guarded.text());
        } else if (observed instanceof Observed.Arguments arguments) {
            arguments.arguments().forEach(this::hear);
        } else if (observed instanceof Observed.Content content) {
            hear(new String(content.bytes(), StandardCharsets.UTF_8));
        }
    }

    private final class Listening implements Recorder {
        private final Recorder recorder;

        Listening(Recorder recorder) {
            this.recorder = recorder;
        }

        @Override
        public SectionRecorder section() {
            return new ListeningSection(recorder.section());
        }

        @Override
        public SectionRecorder section(String subject) {
            hear(subject);
            return new ListeningSection(recorder.section(subject));
        }

        @Override
        public boolean secret(String name, String text) {
            return recorder.secret(name, text);
        }

        @Override
        public Duration time() {
            return recorder.time();
        }

        @Override
        public long room() {
            return recorder.room();
        }
    }

    private final class ListeningSection implements SectionRecorder {
        private final SectionRecorder section;

        ListeningSection(SectionRecorder section) {
            this.section = section;
        }

        @Override
        public SectionRecorder fact(FactPath path, Observed value) {
            hear(path.text());
            hear(value);
            section.fact(path, value);
            return this;
        }

        @Override
        public SectionRecorder fact(FactPath path, Observed value, String evidence) {
            hear(path.text());
            hear(value);
            hear(evidence);
            section.fact(path, value, evidence);
            return this;
        }

        @Override
        public SectionRecorder uncovered(String pattern, HostAccessException.Kind kind) {
            hear(pattern);
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
            hear(reason);
            section.end(outcome, reason);
        }
    }
}
