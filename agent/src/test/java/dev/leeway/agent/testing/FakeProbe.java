package dev.leeway.agent.testing;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;

/** A probe that does what the test says. */
public record FakeProbe(ProbeSpec spec, Behaviour behaviour) implements Probe {
    /** A probe that reads files only. */
    public static FakeProbe of(String name, Behaviour behaviour) {
        return new FakeProbe(new ProbeSpec(name, 1, false), behaviour);
    }

    /** A probe that needs a running host. */
    public static FakeProbe needingLife(String name, Behaviour behaviour) {
        return new FakeProbe(new ProbeSpec(name, 1, true), behaviour);
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        behaviour.observe(host, recorder);
    }

    /** What a probe does. */
    public interface Behaviour {
        /** Looks at {@code host}. */
        void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException;
    }
}
