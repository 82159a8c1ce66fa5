package dev.leeway.agent.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.probe.BuiltInProbes;
import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.console.CallerVariables;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What a command finds around it; tests give their own.
 *
 * @param variables of the environment
 * @param clock of the host
 * @param bytes standard output, for what is not text
 * @param probes every probe there is
 */
record Surroundings(Map<String, String> variables, Clock clock, OutputStream bytes, List<Probe> probes) {
    Surroundings {
        variables = Map.copyOf(variables);
        requireNonNull(clock, "clock is null");
        requireNonNull(bytes, "bytes is null");
        probes = List.copyOf(probes);
    }

    /** Those of this process. */
    static Surroundings ofProcess(OutputStream bytes) {
        return new Surroundings(CallerVariables.of(System.getenv()), Clock.systemUTC(), bytes, BuiltInProbes.all());
    }

    /** The names of the probes there are, in their order. */
    List<String> probeNames() {
        return probes.stream().map(probe -> probe.spec().name()).toList();
    }
}
