package dev.leeway.agent.snapshot;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;

/** A probe that does what the test says. */
record FakeProbe(ProbeSpec spec, Behaviour behaviour) implements Probe {
    static FakeProbe of(String name, Behaviour behaviour) {
        return new FakeProbe(new ProbeSpec(name, 1, false), behaviour);
    }

    static FakeProbe needingLife(String name, Behaviour behaviour) {
        return new FakeProbe(new ProbeSpec(name, 1, true), behaviour);
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        behaviour.observe(host, recorder);
    }

    interface Behaviour {
        void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException;
    }
}
