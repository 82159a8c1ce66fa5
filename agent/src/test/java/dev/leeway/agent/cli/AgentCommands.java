package dev.leeway.agent.cli;

import dev.leeway.agent.spi.Probe;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Commands of the agent, run within a test of another module: with its clock, its variables and its probes. */
public final class AgentCommands {
    private final Map<String, String> variables;
    private final List<Probe> probes;

    /** Those of a user with these variables. */
    public AgentCommands(Map<String, String> variables, List<Probe> probes) {
        this.variables = Map.copyOf(variables);
        this.probes = List.copyOf(probes);
    }

    /**
     * How a command ended.
     *
     * @param exit its code
     * @param out what it said
     * @param err what it complained of
     */
    public record Ended(int exit, String out, String err) {}

    /** Runs one while the clock of the host says {@code now}. */
    public Ended run(Instant now, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around =
                new Surroundings(variables, Clock.fixed(now, ZoneOffset.UTC), new ByteArrayOutputStream(), probes);
        int exit = Main.run(around, new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Ended(exit, out.toString(), err.toString());
    }
}
