package dev.leeway.agent.cli;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostAccessException.Remark;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What would let the probes of containers and images see what they did not. */
final class ContainerAdvice {
    private static final List<String> PROBES = List.of("container", "image");
    private static final String TLS = "(TLS)";

    private ContainerAdvice() {}

    /**
     * One step for each reason; empty for other probes, and where what every probe is told is enough: that permission lacks.
     *
     * @param wanting sections that fell or that lack something
     */
    static Optional<String> of(String probe, List<Section> wanting) {
        if (!PROBES.contains(probe)) {
            return Optional.empty();
        }
        Set<String> steps = new LinkedHashSet<>();
        for (Section section : wanting) {
            advice(section).ifPresent(steps::add);
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", steps));
    }

    private static Optional<String> advice(Section section) {
        String reason = section.reason().orElse("");
        boolean denied = section.outcome() == Outcome.REFUSED || has(section, Kind.DENIED);
        if (denied && reason.contains(TLS)) {
            return Optional.of(
                    "give the agent a certificate that the engine accepts: ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH");
        }
        if (reason.endsWith("(" + Remark.NO_SERVER.text() + ")")
                || reason.endsWith("(" + Remark.NO_HOST.text() + ")")) {
            return Optional.of("start the engine, or correct DOCKER_HOST");
        }
        if (reason.startsWith("DOCKER_HOST: ")) {
            return Optional.of(
                    "set DOCKER_HOST to unix:///PATH or tcp://HOST:PORT, the addresses this agent understands");
        }
        if (section.outcome() == Outcome.TIMED_OUT || has(section, Kind.TIMED_OUT)) {
            return Optional.of("see what keeps the engine from answering: docker version");
        }
        return Optional.empty();
    }

    private static boolean has(Section section, Kind kind) {
        return section.uncovered().stream().anyMatch(gap -> gap.reason().equals(kind.text()));
    }
}
