package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.Outcome;
import java.util.List;

/**
 * Something that was not observed and therefore not compared.
 *
 * @param pattern section key or address pattern of what is not known
 * @param environment where
 * @param hosts sorted names of the hosts it is not known on
 * @param outcome how the probe fared there
 * @param reason for people; redacted by the agent
 * @param required whether the result is incomplete for want of it
 * @param facts how many facts that other sides, or other hosts of this one, hold were not seen because of it; zero where
 *     nobody holds any, so that its size is not known
 */
public record Gap(
        String pattern,
        String environment,
        List<String> hosts,
        Outcome outcome,
        String reason,
        boolean required,
        int facts) {
    public Gap {
        requireNonNull(pattern, "pattern is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(reason, "reason is null");
        hosts = HostNames.of(hosts);
    }
}
